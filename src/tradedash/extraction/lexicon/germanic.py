"""English and German."""

from fractions import Fraction

from tradedash.extraction.lexicon.entry import Lexicon

EN = Lexicon(
    numbers={
        0: "zero", 1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
        10: "ten", 11: "eleven", 12: "twelve|dozen", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
        17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty",
        60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
    },
    powers={
        2: "hundreds?",
        3: "thousands?|k|thsd|th",
        6: "millions?|mln|mn|mil|m",
        9: "billions?|bln|bn|b",
        12: "trillions?|trn|tn",
    },
    shares={
        Fraction(1, 2): "half(?: an?)?",
        Fraction(1, 3): "thirds?(?: of an?)?",
        Fraction(1, 4): "quarters?(?: of an?)?",
        Fraction(1, 5): "fifths?",
        Fraction(1, 10): "tenths?",
    },
    factors={
        2: "doubl(?:e|ed|es|ing)|twice|two-?fold",
        3: "tripl(?:e|ed|es|ing)|trebl(?:e|ed|es|ing)|thrice|three-?fold",
        4: "quadrupl(?:e|ed|es|ing)|four-?fold",
        5: "quintupl(?:e|ed|es|ing)|five-?fold",
        6: "six-?fold",
        7: "seven-?fold",
        8: "eight-?fold",
        9: "nine-?fold",
        10: "ten-?fold",
    },
    half="and an? half|and one half",
    joins="and",
)  # fmt: skip

_DE_ONES: dict[Fraction | int, str] = {
    1: "ein",
    2: "zwei",
    3: "drei",
    4: "vier",
    5: "fünf",
    6: "sechs",
    7: "sieben",
    8: "acht",
    9: "neun",
}
_DE_TENS: dict[Fraction | int, str] = {
    20: "zwanzig", 30: "dreißig|dreissig", 40: "vierzig", 50: "fünfzig", 60: "sechzig", 70: "siebzig", 80: "achtzig",
    90: "neunzig",
}  # fmt: skip

DE = Lexicon(
    numbers={
        Fraction(3, 2): "anderthalb|ein(?:und)?einhalb",
        0: "null",
        1: "eins|ein(?:e[nrms]?)?",
        **{n: f"{word}" for n, word in _DE_ONES.items() if n > 1},
        **{n + Fraction(1, 2): f"{word}(?:und)?einhalb" for n, word in _DE_ONES.items() if n > 1},
        10: "zehn", 11: "elf", 12: "zwölf", 13: "dreizehn", 14: "vierzehn", 15: "fünfzehn", 16: "sechzehn",
        17: "siebzehn", 18: "achtzehn", 19: "neunzehn",
        **_DE_TENS,
        **{ten + n: f"{word}und(?:{tens})" for ten, tens in _DE_TENS.items() for n, word in _DE_ONES.items()},
    },
    powers={
        2: "hunderte?",
        3: "tausende?|tsd",
        6: "million(?:en)?|mio|mill",
        9: "milliarden?|mrd|mia",
        12: "billion(?:en)?|bio",
    },
    shares={
        Fraction(1, 2): "hälfte|halbe[nrs]?",
        Fraction(1, 3): "drittel[ns]?",
        Fraction(1, 4): "viertel[ns]?",
        Fraction(1, 5): "fünftel[ns]?",
        Fraction(1, 10): "zehntel[ns]?",
    },
    factors={
        2: "(?:ver)?doppel[nt]e?[nrs]?|zweifache?[nrs]?",
        3: "(?:ver)?dreifach(?:t|en|te|e|es)?",
        4: "(?:ver)?vierfach(?:t|en|te|e|es)?",
        5: "(?:ver)?fünffach(?:t|en|te|e|es)?",
        6: "(?:ver)?sechsfach(?:t|en|te|e|es)?",
        7: "(?:ver)?siebenfach(?:t|en|te|e|es)?",
        8: "(?:ver)?achtfach(?:t|en|te|e|es)?",
        9: "(?:ver)?neunfach(?:t|en|te|e|es)?",
        10: "(?:ver)?zehnfach(?:t|en|te|e|es)?",
    },
    half="und ein halb(?:e[nrs]?)?",
    joins="und",
)  # fmt: skip
