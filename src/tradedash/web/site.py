"""What every page and view is handed: the store and the settings."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from tradedash.settings import Settings
from tradedash.store.engine import Store


@dataclass(frozen=True)
class Site:
    """One running site. `application` builds it; nothing else opens a store."""

    store: Store
    settings: Settings

    @property
    def base_url(self) -> str:
        """Return where readers reach the site, without a slash at the end."""
        return self.settings.address

    @property
    def prefix(self) -> str:
        """Return the path of that address, `/trade` or nothing."""
        return urlsplit(self.base_url).path
