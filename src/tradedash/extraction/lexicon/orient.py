"""Arabic and Chinese."""

from fractions import Fraction

from tradedash.extraction.lexicon.entry import Lexicon

_AR_ONES: dict[Fraction | int, str] = {
    1: "واحدة?", 2: "اثن(?:ان|ين|تان|تين)", 3: "ثلاث[ةه]?", 4: "[أا]ربع[ةه]?", 5: "خمس[ةه]?", 6: "ست[ةه]?",
    7: "سبع[ةه]?", 8: "ثماني?[ةه]?", 9: "تسع[ةه]?",
}  # fmt: skip
_AR_TENS: dict[Fraction | int, str] = {
    20: "عشر",
    30: "ثلاث",
    40: "[أا]ربع",
    50: "خمس",
    60: "ست",
    70: "سبع",
    80: "ثمان",
    90: "تسع",
}

AR = Lexicon(
    numbers={
        **_AR_ONES,
        10: "عشر[ةه]?",
        **{tens: f"{stem}(?:ون|ين)" for tens, stem in _AR_TENS.items()},
        # Ones are said before tens: "five and twenty".
        **{
            tens + n: f"{one} و ?{stem}(?:ون|ين)" for tens, stem in _AR_TENS.items() for n, one in _AR_ONES.items()
        },
        200: "مئتا(?:ن)?|مئت(?:ي|ين)|مائت(?:ا|ان|ي|ين)",
        2_000: "[أا]لف(?:ا|ان|ي|ين)",
        2_000_000: "مليون(?:ان|ي|ين)",
        2_000_000_000: "(?:مليار|بليون)(?:ان|ي|ين)",
    },
    powers={
        2: "م[ئا]?[ئا][ةه]",
        3: "[أا]لفا?|آلاف",
        6: "مليونا?|ملايين",
        9: "مليارا?|مليارات|بليونا?|بلايين",
        12: "تريليونا?|تريليونات",
    },
    shares={
        Fraction(1, 2): "نصف",
        Fraction(1, 3): "ثلث",
        Fraction(2, 3): "ثلث(?:ا|ي|ين|ان)",
        Fraction(1, 4): "ربع",
        Fraction(1, 5): "خمس",
    },
    factors={
        2: "ضعف(?:ا|ين|ان|ي)?|[يت]?ت?ضاعف(?:ت)?|مضاعفة",
        3: "ثلاثة [أا]ضعاف",
        4: "[أا]ربعة [أا]ضعاف",
        5: "خمسة [أا]ضعاف",
    },
    half="ونصف(?: ال)?",
    joins="و",
    prefix="(?:[وفبل]?(?:ال)?)?",
)  # fmt: skip

ZH = Lexicon(
    numbers={
        0: "[零〇]", 1: "[一壹]", 2: "[二两兩]", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九",
    },
    powers={1: "十", 2: "百", 3: "千", 4: "[万萬]", 8: "[亿億]", 12: "兆"},
    shares={
        Fraction(1, 2): "一半|半数",
        Fraction(1, 3): "三分之一|1/3",
        Fraction(2, 3): "三分之二|2/3",
        Fraction(1, 4): "四分之一|1/4",
        Fraction(3, 4): "四分之三|3/4",
        Fraction(1, 5): "五分之一|1/5",
        Fraction(1, 10): "十分之一|一成",
    },
    factors={2: "翻[了]?(?:一)?[番倍]|加倍"},
    half="半",
    spaced=False,
)  # fmt: skip
