"""Web pages for tests, shaped like real ones: banner, navigation, breadcrumbs, the article, sharing, footer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

BANNER = "This is historical material “frozen in time”. The website is no longer updated."
MENU = ("Administration", "Priorities", "The Record", "Briefing Room", "Visit", "Español")
FOOTER = ("Home", "Opportunities", "Contact", "Privacy Policy", "Copyright Policy", "Accessibility Statement")


def official_page(title: str, paragraphs: Sequence[str], *, charset: str = "utf-8") -> str:
    """A press office's archived page: headings in bold paragraphs, run-in heads underlined, deals as a list."""
    menu = "".join(f'<li class="menu-item"><a href="/{item}">{escape(item)}</a></li>' for item in MENU)
    footer = "".join(f'<li><a href="/{item}">{escape(item)}</a></li>' for item in FOOTER)
    body = "\n".join(_paragraph(text) for text in paragraphs)
    return f"""<!doctype html>
<html lang="en-US" class="no-js">
<head>
<meta charset="{charset}">
<title>{escape(title)} | The White House</title>
<meta property="og:site_name" content="The White House">
<meta property="og:title" content="{escape(title)} | The White House">
<script>window.dataLayer = ["<p>not text</p>"];</script>
<style>.cookie {{ display: none }}</style>
</head>
<body class="post-template-default has-sidebar share-enabled">
<div class="archive-banner" role="banner"><p>{BANNER}</p></div>
<div id="page" class="site">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header class="site-header"><a href="/">The White House</a>
<nav class="menu"><button>Menu</button><ul>{menu}</ul></nav>
<form role="search"><label>Search this site</label><input><button>Submit</button></form></header>
<main id="content"><article class="post">
<header class="page-header"><h1 class="page-title">{escape(title)}</h1>
<nav class="breadcrumbs"><ol><li><a href="/">Home</a></li><li><a href="/b">Briefing Room</a></li></ol></nav>
<time class="posted-on" datetime="2024-04-10T09:00:00-04:00">April 10, 2024</time></header>
<section class="body-content">
{body}
<p class="has-text-align-center">###</p>
</section>
<footer class="entry-footer"><ul class="share"><li><a href="#">Share this page on Facebook</a></li></ul></footer>
</article>
<nav class="post-navigation"><a href="/next">Next Post: Remarks by President Biden and Prime Minister Kishida</a></nav>
</main>
<footer class="site-footer"><section class="newsletter"><h2>Stay Connected</h2>
<p>Sign up. We'll be in touch with the latest information on how the Administration is working for you.</p></section>
<ul>{footer}</ul><p>1600 Pennsylvania Ave NW, Washington, DC 20500</p></footer>
</div></body></html>
"""


def _paragraph(text: str) -> str:
    head, colon, rest = text.partition(": ")
    if colon and len(head) < 100 and "." not in head:
        return f"<p><strong><u>{escape(head)}</u></strong>{colon}{escape(rest)}</p>"
    if text.isupper():
        return f"<p><strong>{escape(text)}</strong></p>"
    return f"<ul>\n<li>{escape(text)}</li>\n</ul>" if text.startswith("Google") else f"<p>{escape(text)}</p>"
