"""The lists of this app, as every list of the workspace is asked."""

from weerklank.web.lists import LONGEST, asked, bar, chosen, narrowed, page_of, show_refusal, twin, wants_file

__all__ = ["LONGEST", "asked", "bar", "chosen", "narrowed", "page_of", "show_refusal", "twin", "wants_file"]
