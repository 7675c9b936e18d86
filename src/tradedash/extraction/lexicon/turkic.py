"""Kyrgyz, Turkish, Uzbek. Words take their case endings; "four-from one" is a quarter."""

from fractions import Fraction

from tradedash.extraction.lexicon.entry import Lexicon

_KY = "(?:[гк][ае]|[дт][аеөо]н?|[дтн][ыиуү]н?|[ыиуүө]н?|нү)?"
_KY_NUMBERS = {
    1: "бир", 2: "эки", 3: "үч", 4: "төрт", 5: "беш", 6: "алты", 7: "жети", 8: "сегиз", 9: "тогуз", 10: "он",
    20: "жыйырма", 30: "отуз", 40: "кырк", 50: "элүү", 60: "алтымыш", 70: "жетимиш", 80: "сексен", 90: "токсон",
}  # fmt: skip

KY = Lexicon(
    numbers={
        Fraction(3, 2): "бир жарым",
        **{number: word + _KY for number, word in _KY_NUMBERS.items()},
    },
    powers={
        2: f"жүз{_KY}",
        3: f"миң{_KY}",
        6: f"миллион(?:дон|дук)?{_KY}|млн",
        9: f"милл?и?ард(?:дан|дык)?{_KY}|млрд",
        12: f"триллион{_KY}|трлн",
    },
    shares={
        Fraction(1, 2): "(?:тең )?жарым[ыд][а-я]{0,3}",
        Fraction(1, 3): "үчтөн бири?(?:н|не|нен)?",
        Fraction(2, 3): "үчтөн эки(?:си)?",
        Fraction(1, 4): "төрттөн бири?(?:н|не|нен)?|чейре[кг]и?",
        Fraction(3, 4): "төрттөн үчү?",
        Fraction(1, 5): "бештен бири?(?:н|не|нен)?",
        Fraction(1, 10): "ондон бири?(?:н|не|нен)?",
    },
    half="жарым",
)

_TR = "(?:y?[ae]|n?[ıiuü]n?|[dt][ae]n?|s[ıiuü]|l[ae]r[ae]?)?"
_TR_NUMBERS = {
    1: "bir", 2: "iki", 3: "üç", 4: "dör[td]", 5: "beş", 6: "altı", 7: "yedi", 8: "sekiz", 9: "dokuz", 10: "on",
    20: "yirmi", 30: "otuz", 40: "kırk", 50: "elli", 60: "altmış", 70: "yetmiş", 80: "seksen", 90: "doksan",
}  # fmt: skip

TR = Lexicon(
    numbers={number: word + _TR for number, word in _TR_NUMBERS.items()},
    powers={
        2: rf"yüz(?!de\b){_TR}",
        3: f"bin{_TR}",
        6: f"milyon(?:luk)?{_TR}|mn",
        9: f"milyar(?:lık|d|t)?{_TR}|mr",
        12: f"trilyon{_TR}",
    },
    shares={
        Fraction(1, 2): "yarı(?:sı|m|sını|sına)?",
        Fraction(1, 3): "üçte (?:bir|1)[a-zığ']{0,4}",
        Fraction(2, 3): "üçte (?:iki|2)[a-zığ']{0,4}",
        Fraction(1, 4): "dörtte (?:bir|1)[a-zığ']{0,4}|çeyre[kğ]i?",
        Fraction(3, 4): "dörtte (?:üç|3)[a-züığ']{0,4}",
        Fraction(1, 5): "beşte (?:bir|1)[a-zığ']{0,4}",
        Fraction(1, 10): "onda (?:bir|1)[a-zığ']{0,4}",
    },
    half="buçuk",
)

_UZ = "(?:ga|ni|ning|da|dan|ta|tadan|tasi|i|si)?"
_UZ_NUMBERS = {
    1: "bir|бир", 2: "ikki|икки", 3: "uch|уч", 4: "to[ʻ‘’']rt|тўрт", 5: "besh|беш", 6: "olti|олти", 7: "yetti|етти",
    8: "sakkiz|саккиз", 9: "to[ʻ‘’']qqiz|тўққиз", 10: "o[ʻ‘’']n|ўн", 20: "yigirma|йигирма", 30: "o[ʻ‘’']ttiz|ўттиз",
    40: "qirq|қирқ", 50: "ellik|эллик", 60: "oltmish|олтмиш", 70: "yetmish|етмиш", 80: "sakson|саксон",
    90: "to[ʻ‘’']qson|тўқсон",
}  # fmt: skip

UZ = Lexicon(
    numbers={number: f"(?:{word}){_UZ}" for number, word in _UZ_NUMBERS.items()},
    powers={
        2: "yuz|юз",
        3: "ming|минг|тыс(?:яч[а-я]{0,4})?",
        6: f"million{_UZ}|mln|миллион[а-я]{{0,4}}|млн",
        9: f"milliard{_UZ}|mlrd|миллиард[а-я]{{0,4}}|млрд",
        12: f"trillion{_UZ}|trln|триллион[а-я]{{0,4}}|трлн",
    },
    shares={
        Fraction(1, 2): "yarmi|ярми",
        Fraction(1, 3): "uchdan bir[a-z]{0,4}|учдан бир[а-я]{0,4}",
        Fraction(2, 3): "uchdan ikki[a-z]{0,4}|учдан икки[а-я]{0,4}",
        Fraction(1, 4): "to[ʻ‘’']rtdan bir[a-z]{0,4}|тўртдан бир[а-я]{0,4}|chorak|чорак",
        Fraction(1, 5): "beshdan bir[a-z]{0,4}|бешдан бир[а-я]{0,4}",
    },
    half="yarim|ярим",
)
