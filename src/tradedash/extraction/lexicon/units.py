"""Words and signs of units, as they stand beside a number. They travel between languages, so all are one table."""

from tradedash.domain.indicator import Unit

#: `US dollars`, `долларов США`, `ABD doları`, `d’euros`: what may stand between a number and its currency.
ADJECTIVES = (
    r"(?:(?:US|U\.S\.|USA|American|Russian|Kyrgyz|current|of|de|di|d[’']|russische[nr]?|amerikanische[nr]?|US-|ABD"
    r"|АКШ|АҚШ"
    r"|(?:амер|росс|кирг|кырг)\w+|(?:rus|amerikan)\w*|نسبة|من)[\s\u00a0-]*)*"
)
WORDS: dict[Unit, str] = {
    Unit.USD: r"(?:US ?)?\$(?!\s?\d)|USD\b|US-?Dollar\w*|dollar\w*|доллар\w*|долл?\b|dolar\w*|d[óo]lar(?:es)?\b"
        r"|dollari\b|دولار\w*|美元|美金",
    Unit.EUR: r"€(?!\s?\d)|EUR\b|euros?\b|евро\b|avro\w*|yevro\w*|evro\w*|يورو|欧元",
    Unit.RUB: r"₽(?!\s?\d)|RU[BR]\b|ro?ubles?\b|рубл\w*|руб\b|rubel\w*|ruble\w*|rubli\b|rublos?\b|rubl\w*|روبل\w*"
        r"|卢布",
    Unit.KGS: r"KGS\b|soms?\b|сом(?:а|ов|у|ом|ах|го|дон|дук|ду)?\b|somes\b|索姆|سوم\b",
    Unit.TONNES: r"(?:metric )?ton(?:ne)?s?\b|тонн\w*|т\b|tonnellate\b|toneladas?\b|tonnen?\b|tonna\w*|吨|طن\w*",
    Unit.CUBIC_METRES: r"m3\b|m³|м3\b|м³|cubic met(?:er|re)s?\b|куб(?:ометр\w*|\.? ?м\w*|ическ\w+ метр\w*)"
        r"|Kubikmeter\w*"
    r"|mètres cubes|metros cúbicos|metri cubi|metreküp\w*|立方米|متر(?:ا)? مكعب\w*",
    Unit.RATIO: r"times\b|fold\b|раза?\b|[- ]?кратн\w*|[- ]?fache?[nrs]?\b|[Mm]al\b|fois\b|veces\b|volte\b|kat(?:ı"
        r"|ına|a|lan\w+)?\b"
    r"|эсе\w*|марта\b|marta\b|barobar\w*|баробар\w*|倍|(?:مرات|مرة|أضعاف|اضعاف)",
}  # fmt: skip
PERCENT_AFTER = (
    r"[%％٪]|per ?cent\b|pct\b|процент[а-я]{0,4}|Prozent\b|pour ?cent\b|por ciento|per cento|пайыз[а-я]{0,4}"
    r"|foiz\w{0,4}|фоиз\w{0,4}|(?:ب|في )?(?:ال)?مئة|(?:ب|في )?(?:ال)?مائة|بالمئة|بالمائة"
)
PERCENT_BEFORE = r"\byüzde|百分之|%|بنسبة(?=\s*$)"
BEFORE: dict[Unit, str] = {
    Unit.USD: r"\$|\bUSD|\bUS ?dollars?",
    Unit.EUR: r"€(?!\s?\d)|\bEUR",
    Unit.RUB: r"₽(?!\s?\d)|\bRU[BR]",
    Unit.KGS: r"\bKGS",
}
#: Units that the code list does not have: a number that has one of them has none of ours.
FOREIGN = (
    r"percentage points?|процентн\w+ пункт\w*|п\. ?п|Prozentpunkte?\w*|points? de pourcentage|puntos? porcentuales"
    r"|punti percentuali|个百分点|puan\w*|tenge|тенге|yuan|юан\w*|renminbi|人民币|元(?!\w)|lira\w*|лир\w*|yen\b"
    r"|иен\w*|pounds?\b|фунт\w*"
    r"|manat\w*|манат\w*|somoni|сомони|rupees?|рупи\w+|francs?\b|франк\w*|dirhams?|дирхам\w*|drams?\b|драм\w*|soʻm"
    r"|so'm|сўм\w*|сум\w*"
    r"|£|¥|GBP\b|CNY\b|KZT\b|UZS\b|TJS\b|TRY\b|JPY\b|barrels?\b|баррел\w*|km\b|км\b|kWh|кВт\w*|МВт\w*|MW\b"
    r"|literes?|lit[er]+s?\b|литр\w*"
    r"|years?\b|лет\b|год\w*|Jahren?\b|ans\b|años\b|anni\b|months?\b|месяц\w*|Monat\w*|mois\b|meses\b|mesi\b"
    r"|yıl\w*|жыл\w*|yil\b|days?\b|дн\w+\b"
)
