"""French, Spanish, Italian."""

from fractions import Fraction

from tradedash.extraction.lexicon.entry import Lexicon

_FR_ONES: dict[Fraction | int, str] = {
    1: "une?", 2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit", 9: "neuf", 10: "dix",
    11: "onze", 12: "douze", 13: "treize", 14: "quatorze", 15: "quinze", 16: "seize", 17: "dix-sept", 18: "dix-huit",
    19: "dix-neuf",
}  # fmt: skip

FR = Lexicon(
    numbers={
        0: "zéro",
        **_FR_ONES,
        20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante",
        **{60 + n: f"soixante[- ](?:et[- ])?(?:{word})" for n, word in _FR_ONES.items() if n > 9},
        80: "quatre-vingts?",
        **{80 + n: f"quatre-vingt-(?:{word})" for n, word in _FR_ONES.items()},
    },
    powers={
        2: "cents?",
        3: "mille|milliers?",
        6: "millions?|mio",
        9: "milliards?|mds?|mrds?",
        12: "billions?",
    },
    shares={
        Fraction(1, 2): "moitié|demi-?e?",
        Fraction(1, 3): "tiers",
        Fraction(1, 4): "quarts?",
        Fraction(1, 5): "cinquièmes?",
        Fraction(1, 10): "dixièmes?",
    },
    factors={
        2: "doubl(?:e|é|ée|és|ées|ent|er|ant)",
        3: "tripl(?:e|é|ée|és|ées|ent|er|ant)",
        4: "quadrupl(?:e|é|ée|és|ées|ent|er|ant)",
        5: "quintupl(?:e|é|ée|és|ées|ent|er|ant)",
        10: "décupl(?:e|é|ée|és|ées|ent|er|ant)",
    },
    half="et demie?",
    joins="et",
)  # fmt: skip

ES = Lexicon(
    numbers={
        0: "cero", 1: "un[oa]?", 2: "dos", 3: "tres", 4: "cuatro", 5: "cinco", 6: "seis", 7: "siete", 8: "ocho",
        9: "nueve", 10: "diez", 11: "once", 12: "doce", 13: "trece", 14: "catorce", 15: "quince", 16: "dieciséis",
        17: "diecisiete", 18: "dieciocho", 19: "diecinueve", 20: "veinte", 21: "veinti(?:uno|ún|una)", 22: "veintidós",
        23: "veintitrés", 24: "veinticuatro", 25: "veinticinco", 26: "veintiséis", 27: "veintisiete",
        28: "veintiocho", 29: "veintinueve", 30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta",
        70: "setenta", 80: "ochenta", 90: "noventa", 100: "cien(?:to)?", 200: "doscient[oa]s", 300: "trescient[oa]s",
        400: "cuatrocient[oa]s", 500: "quinient[oa]s", 600: "seiscient[oa]s", 700: "setecient[oa]s",
        800: "ochocient[oa]s", 900: "novecient[oa]s",
    },
    powers={
        3: "mil(?:es)?",
        6: "mill[oó]n(?:es)?|mill|mm",
        9: "millardos?|mil m(?:ill)?",
        12: "bill[oó]n(?:es)?",
    },
    shares={
        Fraction(1, 2): "mitad|medi[oa]",
        Fraction(1, 3): "terci(?:o|os)|tercera parte",
        Fraction(1, 4): "cuart(?:o|os)|cuarta parte",
        Fraction(1, 5): "quint(?:o|os)|quinta parte",
        Fraction(1, 10): "décim(?:o|os)|décima parte",
    },
    factors={
        2: "doble|duplic[a-zóá]+",
        3: "triple|triplic[a-zóá]+",
        4: "cuádruple|cuadruplic[a-zóá]+",
        5: "quíntuple|quintuplic[a-zóá]+",
        10: "décuplo|decuplic[a-zóá]+",
    },
    half="y medi[oa]",
    joins="y",
)  # fmt: skip

_IT_ONES: dict[Fraction | int, str] = {
    1: "un[oa]?",
    2: "due",
    3: "tr[eé]",
    4: "quattro",
    5: "cinque",
    6: "sei",
    7: "sette",
    8: "otto",
    9: "nove",
}
_IT_TENS: dict[Fraction | int, str] = {
    20: "vent[io]?", 30: "trenta?", 40: "quaranta?", 50: "cinquanta?", 60: "sessanta?", 70: "settanta?",
    80: "ottanta?", 90: "novanta?",
}  # fmt: skip

IT = Lexicon(
    numbers={
        0: "zero",
        **_IT_ONES,
        10: "dieci", 11: "undici", 12: "dodici", 13: "tredici", 14: "quattordici", 15: "quindici", 16: "sedici",
        17: "diciassette", 18: "diciotto", 19: "diciannove",
        **_IT_TENS,
        **{tens + n: f"(?:{ten})(?:{one})" for tens, ten in _IT_TENS.items() for n, one in _IT_ONES.items()},
    },
    powers={
        2: "cento",
        3: "mille|mila",
        6: "milion[ei]|mln",
        9: "miliard[oi]|mld",
        12: "bilion[ei]",
    },
    shares={
        Fraction(1, 2): "metà|mezz[oa]",
        Fraction(1, 3): "terz[oi]",
        Fraction(1, 4): "quart[oi]",
        Fraction(1, 5): "quint[oi]",
        Fraction(1, 10): "decim[oi]",
    },
    factors={
        2: "doppi[oa]|raddoppi[a-zòà]+",
        3: "tripl[oa]|triplic[a-zòà]+",
        4: "quadrupl[oa]|quadruplic[a-zòà]+",
        5: "quintupl[oa]|quintuplic[a-zòà]+",
        10: "decupl[oa]|decuplic[a-zòà]+",
    },
    half="e mezz[oa]",
    joins="e",
)  # fmt: skip
