"""Words that say how sure a number is, language by language.

Each pattern stands directly before the number, or, in `AFTER`, directly behind it and its unit.
"""

from tradedash.domain.hedges import Flag, Qualifier

ABOUT, OVER, NEARLY = Qualifier.ABOUT, Qualifier.OVER, Qualifier.NEARLY
AT_LEAST, UP_TO = Qualifier.AT_LEAST, Qualifier.UP_TO
Words = dict[Qualifier, str]

BEFORE: dict[str, Words] = {
    "ar": {
        ABOUT: r"حوالي|زهاء|قرابة|(?:ب|ل)?نحو|تقريبا|ما يقارب|ما يناهز",
        OVER: r"[أا]كثر من|ما يزيد (?:عن|على)|[يت]?تجاوز(?:ت)?|فوق|[يت]زيد (?:عن|على)",
        NEARLY: r"ما يقرب من|يقرب من|تقترب من|[يت]كاد [يت]بلغ",
        AT_LEAST: r"ما لا يقل عن|على ال[أا]قل|لا [يت]قل عن",
        UP_TO: r"ما لا يزيد (?:عن|على)|[أا]قل من|حد أقصى|لا [يت]تجاوز",
    },
    "de": {
        ABOUT: r"\b(?:etwa|rund|circa|ca\.?|ungefähr|in etwa|gegen|zirka)",
        OVER: r"\b(?:über|mehr als|gut|übersteig\w*|überst(?:ieg\w*|iegen)|überschr\w+|höher als|oberhalb von)",
        NEARLY: r"\b(?:fast|knapp|nahezu|beinahe|annähernd|an die|nahe)",
        AT_LEAST: r"\b(?:mindestens|wenigstens|nicht weniger als|zumindest|ab)",
        UP_TO: r"\b(?:bis zu|höchstens|maximal|weniger als|unter|nicht mehr als)",
    },
    "en": {
        ABOUT: r"\b(?:about|around|roughly|approximately|approx\.?|some|circa|ca\.|an estimated|in the region of"
        r"|on the order of|more or less)|~",
        OVER: r"\b(?:over|more than|above|exceed(?:s|ed|ing)?|in excess of|upwards? of|greater than|surpass(?:es"
            r"|ed|ing)?"
        r"|topp(?:ed|ing)|higher than|north of|beyond|better than)",
        NEARLY: r"\b(?:nearly|almost|close to|just under|just below|approach(?:es|ed|ing)?|near|not quite"
            r"|a little under)",
        AT_LEAST: r"\b(?:at least|no less than|not less than|no fewer than|not fewer than|a minimum of)",
        UP_TO: r"(?<!go )(?<!goes )(?<!going )(?<!went )(?<!gone )(?<!grow )(?<!grew )(?<!grown )(?<!rise )(?<!rose )"
        r"\bup to|\b(?:at most|no more than|not more than|a maximum of|less than|fewer than|under|below|lower than)",
    },
    "es": {
        ABOUT: r"\b(?:aproximadamente|alrededor de|cerca de|unos|unas|en torno a|aprox\.?|m[aá]s o menos)",
        OVER: r"\b(?:m[aá]s de|super(?:[oó]|a|an|aron|ar|ando|aba)|por encima de|sobrepas\w+|exced\w+"
            r"|superior(?:es)? a)",
        NEARLY: r"\b(?:casi|pr[oó]xim[oa]s? a|cercan[oa]s? a)",
        AT_LEAST: r"\b(?:al menos|por lo menos|como m[ií]nimo|no menos de)",
        UP_TO: r"\b(?:hasta(?= un m[aá]ximo)|como m[aá]ximo|no m[aá]s de|menos de)",
    },
    "fr": {
        ABOUT: r"\b(?:environ|autour de|aux alentours de|approximativement|quelque|de l[’']ordre de)",
        OVER: r"\b(?:plus d[e’']|dépass\w+|au-delà d[e’']|supérieure?s? à|excéd\w+)",
        NEARLY: r"\b(?:près d[e’']|presque|quasiment|proches? d[e’']|avoisin\w+|frôl\w+)",
        AT_LEAST: r"\b(?:au moins|pas moins d[e’'])",
        UP_TO: r"\b(?:jusqu[’']à|au plus|au maximum|moins d[e’']|pas plus d[e’'])",
    },
    "it": {
        ABOUT: r"\b(?:circa|intorno a(?:i|gli|lle)?|approssimativamente|all[’']incirca|attorno a(?:i|gli|lle)?)",
        OVER: r"\b(?:oltre|più di|più del|super(?:a|ato|ano|ando|ava|iore a|iori a)|al di sopra d(?:i|ei))",
        NEARLY: r"\b(?:quasi|vicin[oaie] a(?:i|l|gli|lle)?|poco meno di|prossim[oaie] a(?:i|l|gli|lle)?)",
        AT_LEAST: r"\b(?:almeno|non meno di|come minimo)",
        UP_TO: r"\b(?:fino a|al massimo|non più di|meno di)",
    },
    "ky": {
        ABOUT: r"болжол менен|болжолдуу|чамасында|якындап|тегерегинде",
        OVER: r"\bкеминен ашык",
        NEARLY: r"дээрлик|жакындап",
        AT_LEAST: r"кеминде|эң аз дегенде|аз дегенде",
        UP_TO: r"эң көп дегенде",
    },
    "ru": {
        ABOUT: r"\b(?:около|порядка|примерно|приблизительно|ориентировочно|в районе|где-то|более или менее"
            r"|почти около)|~",
        OVER: r"\b(?:(?<!не )(?:более|больше)(?: чем)?|свыше|сверх|(?<!не )превы[сш]\w+|(?<!не )превосход\w+"
        r"|перевал\w+ за|выше)",
        NEARLY: r"\b(?:почти|близк\w+ к|без малого|едва ли не|чуть менее(?: чем)?|чуть меньше(?: чем)?"
            r"|немногим менее)",
        AT_LEAST: r"\b(?:не менее(?: чем)?|не меньше|как минимум|минимум|по крайней мере|по меньшей мере)",
        UP_TO: r"\b(?:не более(?: чем)?|не больше|максимум|не превы[сш]\w+|(?<!не )(?<!или )(?:менее"
            r"|меньше)(?: чем)?|ниже)",
    },
    "tr": {
        ABOUT: r"\b(?:yaklaşık(?: olarak)?|aşağı yukarı|takriben|tahminen)",
        OVER: r"\b(?:aşkın)",
        NEARLY: r"\b(?:neredeyse|hemen hemen)",
        AT_LEAST: r"\b(?:en az|asgari)",
        UP_TO: r"\b(?:en fazla|en çok|azami)",
    },
    "uz": {
        ABOUT: r"\b(?:taxminan|тахминан|chamasi|чамаси|qariyb taxminan)",
        OVER: r"\b(?:kamida ortiq)",
        NEARLY: r"\b(?:qariyb|қарийб|deyarli|деярли|salkam|салкам)",
        AT_LEAST: r"\b(?:kamida|камида)",
        UP_TO: r"\b(?:ko[ʻ‘’']pi bilan|кўпи билан)",
    },
    "zh": {
        ABOUT: r"大约|约|大概|左右",
        OVER: r"超过|超出|逾|突破|多于|高于",
        NEARLY: r"几乎(?:近)?|接近|将近|近|不到",
        AT_LEAST: r"至少|不低于|不少于",
        UP_TO: r"最多|至多|不超过|低于|少于",
    },
}  # fmt: skip

AFTER: dict[str, Words] = {
    "ar": {ABOUT: r"تقريبا", AT_LEAST: r"على ال[أا]قل"},
    "de": {
        OVER: r"(?:\w+ )?(?:überschritt\w*|überst[ei]+g\w*|übertr[aoi]f\w*)",
        AT_LEAST: r"oder mehr",
        ABOUT: r"ungefähr",
    },
    "en": {ABOUT: r"or so|approximately|or thereabouts", AT_LEAST: r"or more|at least", UP_TO: r"at most|or less"},
    "es": {ABOUT: r"aproximadamente", AT_LEAST: r"como m[ií]nimo|o m[aá]s", UP_TO: r"como m[aá]ximo"},
    "fr": {ABOUT: r"environ", AT_LEAST: r"au moins|ou plus", UP_TO: r"au plus|au maximum"},
    "it": {ABOUT: r"circa", AT_LEAST: r"almeno", UP_TO: r"al massimo"},
    "ky": {
        OVER: r"[дтлн]?[аеоө]?н? ?(?:ашуун|ашык|ашты|ашкан|көп|жогору)",
        ABOUT: r"[гк]?[аеоө]? ?(?:жакын|чамалуу|тегерегинде|чамасында)",
        AT_LEAST: r"[дт][аеоө]н кем эмес",
        UP_TO: r"[гк][аеоө] чейин",
    },
    "ru": {OVER: r"с лишним|с небольшим", AT_LEAST: r"и (?:более|выше)|как минимум", ABOUT: r"(?:или )?около того"},
    "tr": {
        OVER: r"[’']?[dt][ae]n (?:fazla|çok)|[a-zıüğşöç’']*\s(?:aş(?:an|tı|kın|mış|ıyor|acak)\w*)"
        r"|[a-zıüğşöç’']* ?üzerin\w+|[a-zıüğşöç’']*(?:[dt][ae]n) (?:fazla|çok)",
        NEARLY: r"[a-zıüğşöç’']*[yae] yakın",
        ABOUT: r"civarı\w*|dolay\w+",
        AT_LEAST: r"ve üzeri",
    },
    "uz": {
        OVER: r"\w*(?:dan|дан) (?:ortiq|oshiq|ko[ʻ‘’']p|ортиқ|ошиқ|кўп|зиёд|ziyod)",
        NEARLY: r"\w*(?:ga|га) (?:yaqin|яқин)",
        ABOUT: r"atrofida|атрофида|chamasida|чамасида",
        AT_LEAST: r"\w*(?:dan|дан) (?:kam emas|кам эмас)",
    },
    "zh": {ABOUT: r"左右|上下", OVER: r"多|余", AT_LEAST: r"以上|及以上", UP_TO: r"以下|以内"},
}  # fmt: skip

#: What may stand between a hedge and its number: "почти в 4", "almost a quarter", "bis zu rund".
FILLERS: dict[str, str] = {
    "ar": r"من|ال|نسبة|بنسبة|مبلغ",
    "de": r"als|auf|um|von|den|die|das|der|ein(?:e[nrms]?)?|bei|US-",
    "en": r"than|a|an|the|to|by|of|in|at|US|record|about|level",
    "es": r"de|del|el|la|los|las|un|una|a|en|que",
    "fr": r"de|du|des|d[’']|le|la|les|un|une|à|que|quelque",
    "it": r"di|del|dei|il|i|la|le|un|una|a|al|che",
    "ky": r"",
    "ru": r"чем|в|на|до|за|к|с|отметк\w+|уровн\w+|сумм\w+|рекордн\w+|одн\w+",
    "tr": r"olarak|yüzde|bir",
    "uz": r"",
    "zh": r"了|为|达",
}

FLAGS: dict[str, dict[Flag, str]] = {
    "ar": {Flag.RECORD: r"قياسي", Flag.FORECAST: r"متوقع|يتوقع|توقعات|سيبلغ|سيصل", Flag.ESTIMATED: r"[يت]قدر ب"
    r"|تقديرات"},
    "de": {
        Flag.RECORD: r"rekord|höchststand|historische[nrms]? hoch",
        Flag.FORECAST: r"\berwartet|prognos|voraussichtlich|\bwird\b[^,;]*\berreichen",
        Flag.ESTIMATED: r"\bschätz|geschätzt",
    },
    "en": {
        Flag.RECORD: r"\b(?:record(?:[- ](?:high|level|breaking))?|all-time high|historic(?:al)? (?:high|maximum))\b"
        r"(?! (?:keeping|of\b))",
        Flag.FORECAST: r"\b(?:forecast|projected|is expected|are expected|expected to|due to reach|predict\w*"
        r"|will (?:reach|grow|exceed|amount|total|rise|be)|eventually)\b",
        Flag.ESTIMATED: r"\b(?:estimated|estimates?)\b",
    },
    "es": {Flag.RECORD: r"récord|máximo histórico", Flag.FORECAST: r"previst|se espera|se prevé|pronóstic|alcanzará",
           Flag.ESTIMATED: r"\bestim"},
    "fr": {Flag.RECORD: r"\brecord|plus haut historique", Flag.FORECAST: r"prévu|prévision|devrait|atteindra",
           Flag.ESTIMATED: r"\bestim"},
    "it": {Flag.RECORD: r"\brecord|massimo storico", Flag.FORECAST: r"previst|prevision|si prevede|raggiungerà",
           Flag.ESTIMATED: r"\bstim[ae]"},
    "ky": {Flag.RECORD: r"рекорд", Flag.FORECAST: r"күтүлүүдө|болжолдон", Flag.ESTIMATED: r"баалоо боюнча"},
    "ru": {
        Flag.RECORD: r"рекорд|историческ\w+ максимум",
        Flag.FORECAST: r"прогноз|ожида[еюл]|\b(?:достигнет|составит|вырастет|превысит|будет составлять)\b",
        Flag.ESTIMATED: r"по оценк|оценочн|\bоценива\w+ в\b|предварительн",
    },
    "tr": {Flag.RECORD: r"rekor", Flag.FORECAST: r"bekleni|öngör|tahmin edil\w+ \w+acak|ulaşacak",
           Flag.ESTIMATED: r"\btahmini\b"},
    "uz": {Flag.RECORD: r"rekord|рекорд", Flag.FORECAST: r"kutilmoqda|кутилмоқда|prognoz|прогноз",
           Flag.ESTIMATED: r"baholan|баҳолан"},
    "zh": {Flag.RECORD: r"创.{0,4}新高|历史新高|纪录|记录", Flag.FORECAST: r"预计|预期|预测|有望"
    r"|将达", Flag.ESTIMATED: r"估计|估算"},
}  # fmt: skip
