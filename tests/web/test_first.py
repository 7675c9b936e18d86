"""The first answer's own text: nothing that a reader wrote gets out of its place."""

from tradedash.web.first import FirstPage, Head, put_in

INDEX = '<html lang="en"><head><!--about--></head><body><!--page--><!--seed--></body></html>'


def test_what_a_page_says_of_itself_stands_in_its_head():
    head = Head("A & B", "“4.1”", "https://x.example/a?b=1&c", image="https://x.example/a.png", language="ru")
    page = put_in(INDEX, FirstPage(head, "<main></main>", "{}"), "[]")
    assert page.startswith('<html lang="ru"><head><title>A &amp; B</title>')
    assert '<link rel="canonical" href="https://x.example/a?b=1&amp;c">' in page
    assert '<meta property="og:image" content="https://x.example/a.png">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page


def test_a_page_without_a_picture_names_none():
    page = put_in(INDEX, FirstPage(Head("A", "B", "https://x.example/"), "", "{}"), "[]")
    assert "og:image" not in page
    assert '<meta name="twitter:card" content="summary">' in page


def test_text_in_data_cannot_end_its_block():
    hostile = '{"name": "</script><script>alert(1)</script><!--"}'
    page = put_in(INDEX, FirstPage(Head("A", "B", "https://x.example/", data=hostile), "", hostile), hostile)
    assert page.count("</script>") == 3
    assert "alert(1)\\u003c/script>" in page


def test_the_theme_of_the_address_stands_on_the_page_and_no_other_word():
    def chosen(theme: str) -> str:
        return put_in(INDEX, FirstPage(Head("A", "B", "/"), "", "{}", theme), "[]").partition(">")[0]

    assert chosen("dark") == '<html lang="en" data-theme="dark"'
    assert chosen('x" onload="') == '<html lang="en"'
