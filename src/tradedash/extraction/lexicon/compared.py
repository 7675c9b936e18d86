"""Words that name what a number is compared with, language by language."""

#: What a number is compared with follows these words; in Turkic languages it stands before them.
COMPARED: dict[str, str] = {
    "ar": r"مقارن[ةه] (?:ب|مع)|بالمقارنة (?:ب|مع)|مقابل|عن(?= نفس الفترة)|على [أا]ساس سنوي",
    "de": r"im vergleich (?:zu[mr]?|mit)|verglichen mit|gegenüber|als (?:im|in|noch)|zum vorjahr|vorjahres\w*",
    "en": r"compar(?:ed|ing|ison) (?:to|with)|\bthan (?=in |during |for |last|the (?:same|previous|corresponding"
    r"|year)|a year|previous|this)|relative to|against|versus|\bvs\.?|from the same period"
    r"|\bover the (?:same|corresponding|previous|year)|year[- ]on[- ]year|year[- ]over[- ]year|\by-?o-?y\b|y/y"
    r"|annual(?:ly)? (?:growth|increase)"
    r"|same period (?:of|in|a year)?|corresponding period",
    "es": r"(?:en )?comparación con|comparado con|respecto a(?:l)?|frente a(?:l)?|con relación a(?:l)?|interanual"
    r"|mismo (?:período|periodo|lapso)",
    "fr": r"par rapport (?:à|au)|comparé[es]* (?:à|au|avec)|contre|en glissement annuel|même période",
    "it": r"rispetto (?:a(?:l|llo|lla|ll[’'])?)|in confronto|confrontato|contro|su base annua|stesso periodo",
    "ru": r"по (?:сравнению|отношению) (?:с|со|к)|в сравнении с|относительно|\bчем\s(?:в|за)|против|год к году|г/г"
    r"|в годовом выражении"
    r"|к (?:аналогичн\w+|соответствующ\w+|прошл\w+|предыдущ\w+)|аналогичн\w+ период\w*|того же периода"
    r"|тот же период|соответствующ\w+ период\w*",
    "zh": r"同比|较|比(?=上|去|20|同)|相比",
}  # fmt: skip
COMPARED_BEHIND: dict[str, str] = {
    "ky": r"салыштыр\w+|караганда|карата|ушул эле мезгил\w*",
    "tr": r"\w*[ae] (?:göre|kıyasla|oranla)|karşılaştır\w+|yıllık bazda|aynı dönem\w*",
    "uz": r"nisbatan|нисбатан|солиштир\w+|solishtir\w+|shu davriga",
}
#: "the same period", "the year before": the comparison is the period itself, one year earlier.
SAME_PERIOD: dict[str, str] = {
    "ar": r"نفس الفترة|الفترة (?:نفسها|ذاتها)|على [أا]ساس سنوي|العام السابق",
    "de": r"vorjahr|gleichen zeitraum|vergleichszeitraum|jahr zuvor",
    "en": r"same (?:period|months?|quarter|half|time)|corresponding (?:period|months)|year[- ]on[- ]year"
    r"|year[- ]over[- ]year"
    r"|\by-?o-?y\b|y/y|previous year|year (?:before|earlier|ago)|preceding year",
    "es": r"mism[oa]s? (?:período|periodo|lapso|meses)|interanual|año anterior|un año antes",
    "fr": r"même période|mêmes mois|glissement annuel|année précédente|un an (?:plus tôt|avant)",
    "it": r"stess[oi] (?:periodo|mesi)|su base annua|anno precedente|un anno prima",
    "ky": r"ушул эле мезгил|ошол эле мезгил|мурунку жыл|мурдагы жыл",
    "ru": r"аналогичн\w+ (?:период|месяц|показател)|(?:того|тем|тому) же период|тот же период"
    r"|соответствующ\w+ период|год к году|г/г"
    r"|в годовом выражении|предыдущ\w+ год|годом ранее|год назад|годом раньше",
    "tr": r"aynı dönem|önceki yıl(?!lar)|bir önceki yıl|yıllık bazda",
    "uz": r"shu davri|шу даври|o[ʻ‘’']tgan yilning shu|мос даври",
    "zh": r"同比|同期|上一年|上年",
}  # fmt: skip
#: A base that is named but is no period: "several years ago", "in recent years".
VAGUE_BASE: dict[str, str] = {
    "ar": r"السنوات ال[أا]خيرة|سنوات مضت",
    "de": r"vor (?:einigen|mehreren|ein paar) jahren|in den letzten jahren",
    "en": r"(?:several|few|some) years (?:ago|earlier)|(?:in|over) recent years|previous years",
    "es": r"hace (?:varios|algunos|unos) años|en los últimos años",
    "fr": r"il y a (?:quelques|plusieurs) années|ces dernières années",
    "it": r"alcuni anni fa|negli ultimi anni",
    "ky": r"бир нече жыл мурда|акыркы жылдар",
    "ru": r"(?:несколько|пару) лет назад|(?:в|за) последние годы",
    "tr": r"birkaç yıl önce|son yıllarda|önceki yıllara",
    "uz": r"bir necha yil (?:oldin|avval)|бир неча йил (?:олдин|аввал)|so[ʻ‘’']nggi yillarda",
    "zh": r"几年前|近年来|近几年",
}
