"""How times are named, language by language: months, parts of a year, years told from a day, and what blocks them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TimeWords:
    """The time words of one language, as regular expressions.

    `before_year` and `after_year` make a year of four digits; `since` stands where the period is not that year alone.
    `first_months` has `{n}` for a number; `half` and `quarter` have one expression for each part of a year.
    """

    months: tuple[str, ...]
    span: str  # between two months: "to", "-"
    before_span: str  # "from", "between"
    before_year: str
    after_year: str
    since: str
    relative: dict[int, str]  # offset to the year of the day: -1 is last year
    first_months: str
    halves: tuple[str, str]
    quarters: tuple[str, str, str, str]
    last_years: str  # "over the last {n} years"
    blocked: str  # "the last six months", "months ago": no part of a calendar year
    of: str = ""  # between a part of a year and its year
    year_span: str = ""  # "between {y} and {y}"
    since_behind: str = "(?!x)x"  # "2023-жылдан бери"


_DASH = r"\s?[-–—−‐‑]\s?"
EN = TimeWords(
    months=("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
            "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
    span=rf"{_DASH}|\s(?:to|through|and|till|until)\s",
    before_span=r"(?:from|between)\s",
    before_year=r"\b(?:in|of|for|by|during|throughout|end of|year|until|till|as of)\s(?:the year\s|the end of\s)?",
    after_year="",
    since=r"\b(?:since|from|after|before|beginning of|start of)\s(?:the\s(?:beginning|start)\sof\s)?",
    relative={-2: r"(?:the )?year before last", -1: r"(?<!the )(?:last|past) year\b|\bof the previous year\b",
              0: r"(?:this|the current|current) year(?:'s|’s)?\b", 1: r"(?<!the )next year\b"},
    first_months=r"\b(?:first\s)?(?:{n})[\s-]months?(?:\speriod)?\b",
    halves=(r"first (?:half|six months|6 months)|1st half|half-?year|H1", r"second half|2nd half|H2"),
    quarters=(r"first quarter|1st quarter|Q1", r"second quarter|2nd quarter|Q2", r"third quarter|3rd quarter|Q3",
              r"(?:fourth|last) quarter|4th quarter|Q4"),
    last_years=r"\b(?:over|in|during|for) the (?:last|past) (?:{n}) years",
    blocked=r"\b(?:last|past|next|coming|previous)\s(?:\w+\s)?\Z",
    of=r"\sof\s(?:the\s)?|\sin\s|\s|,\s",
    year_span=r"(?:between|from)\s({y})\s(?:and|to)\s({y})",
)  # fmt: skip
DE = TimeWords(
    months=("januar|jänner", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
            "november", "dezember"),
    span=rf"{_DASH}|\sbis(?:\szum)?\s|\sund\s",
    before_span=r"(?:von|zwischen)\s",
    before_year=r"\b(?:in|im|bis|für|jahre?s?|ende|von|um|zum)\s(?:(?:dem|des|zum|ende)\s)?(?:jahre?s?\s)?",
    after_year="",
    since=r"\b(?:seit|ab|nach|vor|anfang|beginn)\s(?:(?:dem|des|anfang|beginn)\s)?(?:jahre?s?\s)?",
    relative={-2: r"vorletzte[ns] jahre?s?", -1: r"(?:letzte[ns]|vergangene[ns]|vorige[ns]) jahre?s?\b",
              0: r"(?:diese[ms]|laufende[ns]|aktuelle[ns]) jahre?s?\b|\bheuer\b", 1: r"(?:nächste[ns]) jahre?s?\b"},
    first_months=r"\b(?:ersten\s)?(?:{n})\smonaten?\b",
    halves=(r"(?:erste[ns]?|1\.) (?:halbjahre?s?|jahreshälfte|hälfte)", r"(?:zweite[ns]?|2\.) (?:halbjahre?s?"
        r"|jahreshälfte|hälfte)"),
    quarters=tuple(f"(?:{word}e[ns]?|{n}\\.) (?:quartal"
        "|vierteljahr)s?" for n, word in enumerate(("erst", "zweit", "dritt", "viert"), 1)),  # type: ignore[arg-type]
    last_years=r"\b(?:in|während|über) den (?:letzten|vergangenen) (?:{n}) jahren",
    blocked=r"\b(?:letzten|vergangenen|nächsten|kommenden|vor)\s(?:\w+\s)?\Z",
    of=r"\s(?:des|von|in|im|des jahres)\s|\s",
    year_span=r"(?:zwischen|von)\s({y})\s(?:und|bis)\s({y})",
)  # fmt: skip
FR = TimeWords(
    months=("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
            "décembre"),
    span=rf"{_DASH}|\s(?:à|au|et)\s",
    before_span=r"(?:de|entre)\s",
    before_year=r"\b(?:en|de|pour|année|l[’']an|fin|d[’']ici(?: à)?)\s",
    after_year="",
    since=r"\b(?:depuis|après|avant|début|à partir de)\s",
    relative={-1: r"(?:l[’'])?(?:année|an) (?:dernière?|passée?|précédente)\b", 0: r"cette année\b|année en cours",
              1: r"année prochaine"},
    first_months=r"\b(?:les\s)?(?:(?:{n})\spremiers|premiers\s(?:{n})|(?:{n}))\smois\b",
    halves=(r"(?:premier|1er) semestre|première moitié", r"(?:second|deuxième|2e) semestre|seconde moitié"),
    quarters=(r"(?:premier|1er) trimestre", r"(?:deuxième|second|2e) trimestre", r"(?:troisième|3e) trimestre",
              r"(?:quatrième|4e) trimestre"),
    last_years=r"\b(?:au cours des|ces|sur les|durant les) (?:{n}) dernières années",
    blocked=r"\b(?:derniers|prochains|il y a)\s(?:\w+\s)?\Z",
    of=r"\s(?:de|du|en)\s(?:l[’'])?|\s",
    year_span=r"(?:entre|de)\s({y})\s(?:et|à)\s({y})",
)  # fmt: skip
ES = TimeWords(
    months=("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "sep?tiembre", "octubre",
            "noviembre", "diciembre"),
    span=rf"{_DASH}|\s(?:a|y|hasta)\s",
    before_span=r"(?:de|desde|entre)\s",
    before_year=r"\b(?:en|de|del|para|año|durante|finales de)\s(?:el\s)?(?:año\s)?",
    after_year="",
    since=r"\b(?:desde|tras|antes de|a partir de|principios de)\s",
    relative={-2: r"año antepasado", -1: r"(?:el )?(?:pasado año|año pasado|año anterior)\b",
              0: r"(?:este|el presente|el corriente) año\b|año en curso", 1: r"próximo año|año que viene"},
    first_months=r"\b(?:los\s)?(?:primeros\s(?:{n})|(?:{n})\sprimeros|(?:{n}))\smeses\b",
    halves=(r"(?:primer semestre|primera mitad)", r"(?:segundo semestre|segunda mitad)"),
    quarters=(r"primer trimestre", r"segundo trimestre", r"tercer trimestre", r"cuarto trimestre"),
    last_years=r"\b(?:en|durante) los últimos (?:{n}) años",
    blocked=r"\b(?:últimos|próximos|hace)\s(?:\w+\s)?\Z",
    of=r"\s(?:de|del)\s|\s",
    year_span=r"(?:entre|de)\s({y})\s(?:y|a)\s({y})",
)  # fmt: skip
IT = TimeWords(
    months=("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
            "novembre", "dicembre"),
    span=rf"{_DASH}|\s(?:a|e|ad)\s",
    before_span=r"(?:da|tra|fra)\s",
    before_year=r"\b(?:nel|del|anno|entro il|per il|fine)\s|\bnell[’']anno\s|\bdell[’']anno\s",
    after_year="",
    since=r"\b(?:dal|dopo il|prima del|inizio del)\s",
    relative={-1: r"(?:l[’']|nell[’']|dell[’'])?(?:anno scorso|ultimo anno|anno passato)|scorso anno\b",
              0: r"(?:quest[’']anno|anno in corso|anno corrente)\b", 1: r"prossimo anno|anno prossimo"},
    first_months=r"\b(?:nei\s)?(?:primi\s(?:{n})|(?:{n}))\smesi\b",
    halves=(r"primo semestre|prima metà", r"secondo semestre|seconda metà"),
    quarters=(r"primo trimestre", r"secondo trimestre", r"terzo trimestre", r"quarto trimestre"),
    last_years=r"\b(?:negli) ultimi (?:{n}) anni",
    blocked=r"\b(?:ultimi|prossimi)\s(?:\w+\s)?\Z",
    of=r"\s(?:del|di|dell[’'])\s?|\s",
    year_span=r"(?:tra il|dal)\s({y})\s(?:e il|al)\s({y})",
)  # fmt: skip
RU = TimeWords(
    months=("январ[ьяею]", "феврал[ьяею]", "март[ауе]?", "апрел[ьяею]", "ма[йяею]", "июн[ьяею]", "июл[ьяею]",
            "август[ауе]?", "сентябр[ьяею]", "октябр[ьяею]", "ноябр[ьяею]", "декабр[ьяею]"),
    span=rf"{_DASH}|\s(?:по|до|и)\s",
    before_span=r"(?:с|между|от)\s",
    before_year=r"\b(?:в|за|на|к|до конца|концу|итогам|году|году:|год)\s",
    after_year=r"(?:-?(?:го|й|м|му))?\s?(?:год(?:ом|[ауе])?\b|г\.|г\b|гг\b)|-(?:го|м|й)\b",
    since=r"\b(?:с(?: начала)?|после|до(?! конца)|начиная с|от|начал[ае])\s",
    relative={-2: r"позапрошл\w+ год\w*", -1: r"(?:прошл\w+|минувш\w+|прошедш\w+|истекш\w+) год(?:у|а|ом)?\b",
              0: r"(?:эт\w+|текущ\w+|нынешн\w+) год(?:у|а|ом)?\b|к концу года|до конца года|с начала года",
              1: r"(?:следующ\w+|будущ\w+) год(?:у|а|ом)?\b"},
    first_months=r"(?:перв\w+\s)?(?:{n})(?:-ти|-х|-и)?\s(?:перв\w+\s)?мес(?:яц\w*|\.)",
    halves=(r"перв\w+ (?:половин\w+|полугоди\w+|полгода)|(?:1-\w+|I|1) полугоди\w+",
            r"втор\w+ (?:половин\w+|полугоди\w+)|(?:2-\w+|II|2) полугоди\w+"),
    quarters=(r"(?:перв\w+|1-\w+|I|1) квартал\w*", r"(?:втор\w+|2-\w+|II|2) квартал\w*",
              r"(?:трет\w+|3-\w+|III|3) квартал\w*", r"(?:четв[её]рт\w+|4-\w+|IV|4) квартал\w*"),
    last_years=r"за (?:последн\w+|прошедш\w+|минувш\w+) (?:{n}) (?:лет|года)\b",
    blocked=r"(?:последн\w+|ближайш\w+|следующ\w+|прошедш\w+|предыдущ\w+|минувш\w+)\s(?:\w+\s)?\Z",
    of=r"\s(?:в\s)?|,\s",
    year_span=r"(?:с|между)\s({y})(?:-?го)?\s(?:года\s)?(?:по|и|до)\s({y})(?:-?й)?(?:\sгод\w*)?"
        r"|({y})\s?[-–—]\s?({y})\s?(?:гг\b|год)",
)  # fmt: skip
_RU_MONTHS = ("янв(?:арь?|арда|арын)", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр",
              "ноябр", "декабр")  # fmt: skip
KY = TimeWords(
    months=tuple(f"{month}\\w*" for month in _RU_MONTHS),
    span=rf"{_DASH}|\s",
    before_span="",
    before_year=r"\b(?:ай)\s",
    after_year=r"[-‐‑\s]?жыл(?:ы|да|дын|дан|дагы|ынын|ында)?\b",
    since=r"(?!x)x",
    relative={-2: r"мурдагы жыл\w*", -1: r"(?:өткөн|былтыркы|өткөн эле) жыл(?:ы|да|дын)?\b|\bбылтыр\b",
              0: r"(?:быйылкы|бул|ушул|үстүбүздөгү) жыл(?:ы|да|дын)?\b|\bбыйыл\b", 1: r"(?:келерки|эмдиги) жыл\w*"},
    first_months=r"\b(?:алгачкы\s|биринчи\s)?(?:{n})\sай(?:ы|да|дын|ында|ынын)\b",
    halves=(r"(?:биринчи|1-)\s?(?:жарым жылды\w*|жарымында)|жарым жылды\w+", r"(?:экинчи|2-)\s?(?:жарым жылды\w*"
        r"|жарымында)"),
    quarters=(r"(?:биринчи|1-|I)\s?(?:чейре\w+|квартал\w*)", r"(?:экинчи|2-|II)\s?(?:чейре\w+|квартал\w*)",
              r"(?:үчүнчү|3-|III)\s?(?:чейре\w+|квартал\w*)", r"(?:төртүнчү|4-|IV)\s?(?:чейре\w+|квартал\w*)"),
    last_years=r"\bакыркы (?:{n}) жыл(?:да|дын ичинде)",
    blocked=r"(?:акыркы|кийинки)\s(?:\w+\s)?\Z",
    of=r"\s",
    since_behind=r"(?:дын|дан)?\s?(?:баш\w+\s)?(?:бери|тартып)",
)  # fmt: skip
TR = TimeWords(
    months=("ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım",
            "aralık"),
    span=rf"{_DASH}|['’]?(?:dan|den|tan|ten)\s|\s(?:ile|ve)\s",
    before_span="",
    before_year=r"\b(?:yılı)\s",
    after_year=r"['’](?:de|da|te|ta|in|ın|nin|nın|ün|un)\b|\syıl(?:ı|ında|ının)\b",
    since=r"(?!x)x",
    relative={-2: r"evvelki yıl", -1: r"(?:geçen|geçtiğimiz) (?:yıl|sene)\w*", 0: r"\bbu (?:yıl|sene)(?:ın|ki)?\b",
              1: r"(?:gelecek|önümüzdeki) yıl\b"},
    first_months=r"\b(?:ilk\s)?(?:{n})\say(?:da|ında|lık|ı)\w*",
    halves=(r"ilk yarı\w*|birinci yarı\w*", r"ikinci yarı\w*"),
    quarters=(r"(?:ilk|birinci) çeyre\w+", r"ikinci çeyre\w+", r"üçüncü çeyre\w+", r"(?:dördüncü|son) çeyre\w+"),
    last_years=r"\bson (?:{n}) yıl(?:da|ın)",
    blocked=r"\b(?:son|gelecek|önümüzdeki)\s(?:\w+\s)?\Z",
    of=r"\s",
    since_behind=r"\s?(?:başından\s)?(?:beri|itibaren)",
)  # fmt: skip
_UZ_MONTHS = ("yanvar|январ", "fevral|феврал", "mart|март", "aprel|апрел", "may|май", "iyun|июн", "iyul|июл",
              "avgust|август", "sent[yi]abr|сентябр", "okt[yi]abr|октябр", "no[yi]abr|ноябр",
              "dekabr|декабр")  # fmt: skip
UZ = TimeWords(
    months=tuple(f"(?:{month})(?:ь|da|да|ning|нинг|dan|дан)?" for month in _UZ_MONTHS),
    span=_DASH,
    before_span="",
    before_year=r"(?!x)x",
    after_year=r"[-‐‑\s]?(?:yil|йил)(?:i|da|ning|gi|и|да|нинг|ги)?\b",
    since=r"(?!x)x",
    relative={-1: r"(?:o[ʻ‘’']tgan|ўтган) (?:yil|йил)\w*", 0: r"(?:bu|joriy|shu|бу|жорий|шу) (?:yil|йил)\w*",
              1: r"(?:kelgusi|келгуси) (?:yil|йил)\w*"},
    first_months=r"\b(?:dastlabki\s|дастлабки\s|birinchi\s)?(?:{n})\s(?:oy|ой)\w*",
    halves=(r"(?:birinchi|биринчи) (?:yarim yil\w*|yarmi\w*|ярим йил\w*|ярми\w*)",
            r"(?:ikkinchi|иккинчи) (?:yarim yil\w*|yarmi\w*|ярим йил\w*|ярми\w*)"),
    quarters=(r"(?:birinchi|I|биринчи) (?:chorak|чорак)\w*", r"(?:ikkinchi|II|иккинчи) (?:chorak|чорак)\w*",
              r"(?:uchinchi|III|учинчи) (?:chorak|чорак)\w*", r"(?:to[ʻ‘’']rtinchi|IV|тўртинчи) (?:chorak|чорак)\w*"),
    last_years=r"(?:so[ʻ‘’']nggi|сўнгги) (?:{n}) (?:yil|йил)(?:da|да)",
    blocked=r"(?:so[ʻ‘’']nggi|сўнгги|keyingi|кейинги)\s(?:\w+\s)?\Z",
    of=r"(?:ning|нинг)?\s",
    since_behind=r"(?:dan|дан)?\s?(?:boshidan\s|бошидан\s)?(?:beri|buyon|бери|буён)",
)  # fmt: skip
AR = TimeWords(
    months=("يناير|كانون الثاني", "فبراير|شباط", "مارس|آذار", "[أا]بريل|نيسان", "مايو|أيار", "يونيو|حزيران",
            "يوليو|تموز", "[أا]غسطس|آب", "سبتمبر|أيلول", "[أا]كتوبر|تشرين ال[أا]ول", "نوفمبر|تشرين الثاني",
            "ديسمبر|كانون ال[أا]ول"),
    span=rf"{_DASH}|\s[إا]لى\s|\sو|\sحتى\s",
    before_span=r"(?:من|بين)\s",
    before_year=r"(?:في|عام|سنة|لعام|العام|خلال|بنهاية)\s(?:عام\s)?",
    after_year="",
    since=r"(?:منذ|بعد|قبل|بداية|مطلع)\s(?:عام\s|بداية\s)?",
    relative={-1: r"(?:العام|السنة) (?:الماضي|الماضية|المنصرم|الفائت|الفائتة)", 0: r"هذا العام|هذه السنة"
        r"|العام (?:الحالي|الجاري)|السنة الحالية",
              1: r"العام (?:المقبل|القادم)"},
    first_months=r"ال[أا]شهر ال(?:{n}) ال[أا]ول[ىي]|(?:{n}) [أا]شهر(?! الماضية)",
    halves=(r"النصف ال[أا]ول", r"النصف الثاني"),
    quarters=(r"الربع ال[أا]ول", r"الربع الثاني", r"الربع الثالث", r"الربع (?:الرابع|ال[أا]خير)"),
    last_years=r"(?:خلال|في) السنوات ال(?:{n}) (?:الماضية|ال[أا]خيرة)",
    blocked=r"(?:آخر)\s\Z",
    of=r"\s(?:من\s)?(?:عام\s)?",
)  # fmt: skip
ZH = TimeWords(
    months=tuple(f"(?<![0-9一二三四五六七八九十]){month}月" for month in ("(?:1|一)", "(?:2|二)", "(?:3"
        "|三)", "(?:4|四)", "(?:5|五)", "(?:6|六)", "(?:7|七)",
           "(?:8|八)", "(?:9|九)", "(?:10|十)", "(?:11|十一)", "(?:12|十二)")),
    span=rf"{_DASH}|[至到]",
    before_span="",
    before_year=r"(?!x)x",
    after_year="年(?!以?来|前|至今|[初起])",
    since=r"自",
    relative={-2: "前年", -1: "去年|上年(?!同期)", 0: "今年|本年", 1: "明年"},
    first_months=r"前(?:{n})个?月|头(?:{n})个?月",
    halves=("上半年", "下半年"),
    quarters=("(?:第?一|1)季度?", "(?:第?二|2)季度?", "(?:第?三|3)季度?", "(?:第?四|4)季度?"),
    last_years=r"(?:过去|近)(?:{n})年",
    blocked=r"(?:过去|未来|近)\Z",
    of="",
    since_behind=r"以?来|初以来",
)  # fmt: skip
TIMES = {"ar": AR, "de": DE, "en": EN, "es": ES, "fr": FR, "it": IT, "ky": KY, "ru": RU, "tr": TR, "uz": UZ, "zh": ZH}
