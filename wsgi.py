"""The application for any WSGI server: `wsgi:app`."""

from declaration import create_app

app = create_app()
