"""Files become commands: the seed tables, articles as JSON lines, the export's table. Every refusal names its row."""
