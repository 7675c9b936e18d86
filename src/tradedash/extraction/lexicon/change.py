"""Words of growth, of falling, of "by so much" and "to so much", and of goals, language by language."""

RISE: dict[str, str] = {
    "ar": r"نم[اوت]|زاد|زيادة|ارتفع|ارتفاع|نمو|ازداد|تزايد",
    "de": r"stieg|gestiegen|steig|wuchs|wächst|gewachsen|zunahm|zugenommen|zugelegt|zunahme|wachstum|anstieg|erhöh"
    r"|plus\b",
    "en": r"\b(?:grow(?:s|n|ing|th)?|grew|ros[e]|ris(?:e|es|en|ing)|increas\w+|up|went up|climb\w*|gain\w*|surg\w+"
    r"|jump\w*"
    r"|expand\w*|soar\w*|higher|more than last year|hike)\b",
    "es": r"crec\w+|aument\w+|increment\w+|subi\w+|subió|alza",
    "fr": r"augment\w+|croiss\w+|hausse|progress\w+|accru|grimp\w+|bond\b",
    "it": r"increment\w+|aument\w+|cresc\w+|crescita|salit\w+|rialzo",
    "ky": r"өс(?:үү?|тү|кө|кон|ту|күн)\w*|көбөй\w+|жогорула\w+|арт(?:ты|кан|уу)\w*",
    "ru": r"вырос|выр[оа]ст|рост\b|роста\b|ростом|увелич|возрос|прибав|подрос|прирост|повыси|подня[лв]|растет"
    r"|растёт|взлет",
    "tr": r"art(?:tı|mış|ış|an|ar|arak)\w*|yüksel\w+|büyü\w+|çoğal\w+",
    "uz": r"o[ʻ‘’']s(?:di|gan|ish|ib)\w*|ўс(?:ди|ган|иш|иб)\w*|oshdi|ошди|ko[ʻ‘’']pay\w*|кўпай\w*|ortdi|ортди",
    "zh": r"增长|增加|上升|上涨|增幅|提高|攀升",
}
FALL: dict[str, str] = {
    "ar": r"انخفض|انخفاض|تراجع|هبط|تقلص",
    "de": r"\bsank|gesunken|\bsink|\bfiel|gefallen|fallen|rückgang|abgenommen|verringer|schrumpf"
    r"|gingen? [^,;]*zurück|minus\b",
    "en": r"\b(?:decreas\w+|declin\w+|fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|down|reduc\w+|shr[aiu]nk\w*"
    r"|contract(?:ed|ing)"
    r"|lower|plung\w+|slump\w*|dip(?:ped)?|slid)\b",
    "es": r"disminu\w+|cay[oó]\w*|caída|baj[oóa]\w*|redu[cj]\w+|descen\w+|retroced\w+",
    "fr": r"baiss\w+|diminu\w+|recul\w*|chut\w+|réduit\w*",
    "it": r"diminu\w+|cal[oa]t?\w*\b|ridu[cz]\w+|sces[oaie]|ribass\w+|flession\w+",
    "ky": r"азай\w+|төмөндө\w+|кыскар\w+|түш(?:тү|кө|үп)\w*",
    "ru": r"\bупал|сниз|сократ|сокращ|уменьш|\bпаде|снижен|просел|обвал|\bминус\b",
    "tr": r"azal\w+|düş(?:tü|müş|üş|en)\w*|gerile\w+|daral\w+",
    "uz": r"kamay\w+|камай\w+|pasay\w+|пасай\w+|qisqar\w+|қисқар\w+",
    "zh": r"下降|减少|下跌|下滑|降低|萎缩",
}
#: "by 20 percent": the number is a step, not where something came to.
BY: dict[str, str] = {
    "de": r"\bum|\bweitere[nr]?",
    "en": r"\bby|\banother|\b(?:a )?further|\badditional",
    "es": r"\bun|\ben el|\ben un|\botro",
    "fr": r"\bde|\bencore",
    "it": r"\bdel|\bdi",
    "ru": r"\bна|\bещ[её]",
    "zh": r"了",
}
#: "to 97 percent": where something came to.
TO: dict[str, str] = {
    "ar": r"[إا]لى",
    "de": r"\bauf|\bbei",
    "en": r"\bto|\bat|reach(?:es|ed|ing)?|total(?:s|led|ed|ing)?|amount(?:s|ed|ing)? to",
    "es": r"\ba|\bhasta",
    "fr": r"\bà|\bjusqu[’']à",
    "it": r"\ba|\bal|\bfino al?",
    "ru": r"\bдо|достиг\w*|состави\w+|составля\w+",
    "zh": r"[到至达]",
}
#: Goals: what somebody wants to bring a number to.
GOAL: dict[str, str] = {
    "ar": r"هدف|استهداف|رفع .{0,30} [إا]لى|يصل [إا]لى|للوصول",
    "de": r"\bziel|angestrebt|streben|soll(?:en)?\b|zu bringen|zu steigern",
    "en": r"\b(?:target|goal|aim\w*|ambition|plans? to|seek\w*|strive\w*|bring\b|increase (?:this|the|its|our"
    r"|their|mutual|bilateral|trade)\b|(?:(?<!due )to|may|can|could|should|must"
    r"|will) "
    r"(?:reach|increase|raise|boost|grow|hit|rise|achieve)|in the coming years"
    r"|reaching .{0,40} in the coming|annually)",
    "es": r"objetivo|meta\b|alcanzar|llevar|elevar",
    "fr": r"objectif|cible|atteindre|porter à|amener",
    "it": r"obiettivo|traguardo|raggiungere|portare",
    "ky": r"максат|жеткир|жеткиз|план|чейин",
    "ru": r"довести|доведени|достичь|достижени|цель|целев|наращив|нарастить|планк|выйти на|может вырасти"
    r"|увеличить|поднять|задач|планир",
    "tr": r"hedef|ulaştır|çıkar(?:mak|ma|acak|may)|ulaşma",
    "uz": r"maqsad|мақсад|yetkaz|етказ|reja|режа",
    "zh": r"目标|达到|力争|提高到|增至|计划",
}
#: The movement as a thing: "the rise totalled 19 %" is a growth although 19 % is what it came to.
MOVEMENT = (
    r"rise|increase|growth|decline|decrease|fall|drop|рост\w*|прирост\w*|падени\w+|снижени\w+|сокращени\w+|anstieg"
    r"|rückgang"
    r"|zuwachs|wachstum|hausse|baisse|croissance|aumento|crecimiento|caída|incremento|crescita|calo|өсүш|artış|düşüş"
    r"|o[ʻ‘’']sish|ўсиш|زيادة|نمو|انخفاض|增幅|增长|降幅"
)
#: "from 1.6 billion": where something came from; its number has a time of its own or none.
FROM: dict[str, str] = {
    "de": r"\bvon(?=.{0,40}\sauf\s)",
    "en": r"\bfrom",
    "es": r"\bdesde(?: los)?",
    "fr": r"\bcontre",
    "it": r"\b(?:dai|dagli|contro)",
    "ru": r"\b(?:со?|от|против)",
    "zh": r"[从由]",
}
