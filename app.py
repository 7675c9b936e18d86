"""The WSGI entry: `server` is what a server such as granian or gunicorn serves; `tradedash serve` does without."""

from tradedash.application import create_app
from tradedash.settings import Settings

app = create_app(Settings.load())
server = app.server
