"""What a number is about: topics by their words in all languages at once.

An indicator's topics are those that its English label names, so a code that is added to the list needs no code here.
"""

TOPICS: dict[str, str] = {
    "trade": r"\b(?:trade|turnover|commerce)\b(?! transactions)|товарооборот|торгов|оборот|handel|umsatz"
    r"|commerc(?!ial transactions)|échanges|comerci"
    r"|intercambio"
    r"|interscambio|соода|товар (?:жүгүрт|алмаш)|ticaret|savdo|савдо|ayirboshlash|айирбошлаш|贸易|تجار|التبادل|تبادل",
    "exports": r"\bexport(?!er|eur|ador)\w*|экспорт|\bausfuhr|exportaciones|exporta|esporta|ihracat|eksport|出口"
    r"|صادرات|réexport|exportations",
    "imports": r"\bimport(?!er|eur|ador|an)\w*|импорт|\beinfuhr|importaciones|importa|ithalat|进口|واردات"
    r"|importations",
    "share": r"\bshares?\b|\baccount(?:s|ed|ing)? for\b|\bpercent of\b|\bpart\b|дол[яиюе]\b|долей|участие в"
    r"|приход\w+ на|anteil|\bpart\b|participación"
    r"|\bquota\b|үлүш|\bpay[aıi]?\b|ulush|улуш|占|比重|份额|حصة|نسبة .{0,12}من",
    "growth": r"\bgrowth\b",
    "increase": r"\bincrease\b",
    "target": r"\btarget|held possible",
    "investment": r"\binvest|инвест|капиталовлож|\binversi|yatırım|sarmoya|сармоя|投资|استثمار",
    "accumulated": r"accumulat|накоплен|\bstock\b|kumuliert|accumul|acumulad|累计|تراكم",
    "companies": r"\bcompan(?:y|ies)\b|\benterprises?\b|\bfirms?\b|joint ventures?|\bbusiness entities\b|компани"
    r"|предприяти|фирм|unternehmen"
    r"|firmen|entreprises|sociétés|empresas|imprese|aziende|ишкана|şirket|firma|korxona|kompaniya|корхона|企业"
    r"|公司|شرك|كيان تجاري|كيان",
    "foreign companies": r"foreign (?:compan|enterpris|firm)|иностранн\w+ (?:компан|предприят)"
    r"|ausländische\w* (?:unternehmen|firmen)"
    r"|yabancı şirket|чет өлкөлүк (?:компан|ишкана)|外资企业|الشركات ال[أا]جنبية",
    "foreign trade": r"foreign trade|total trade|trade turnover of the country|country[’']s (?:total "
    r"|foreign )*(?:trade|turnover)|внешн\w+ торг|внешнеторг|всего товарооборот"
    r"|общ\w+ товарооборот|außenhandel|commerce extérieur|comercio exterior|commercio estero|тышкы соода"
    r"|dış ticaret|tashqi savdo|ташқи савдо"
    r"|对外贸易|外贸|التجارة الخارجية",
    "direct investment": r"direct invest|прям\w+ (?:иностранн\w+ )?инвест|ausländische\w* direktinv"
    r"|inversi\w+ direct|investissements directs|түз инвест|doğrudan yatırım|直接投资",
    "remittances": r"remittance|money transfer|денежн\w+ перевод|перев[её]д|перечислен|überweisung"
    r"|transferts de fonds|remesas|rimesse"
    r"|акча котор|havale|pul o[ʻ‘’']tkaz|汇款|侨汇|تحويل",
    "gdp": r"\bGDP\b|ВВП|\bBIP\b|\bPIB\b|\bPIL\b|ИДП|GSYH|国内生产总值|الناتج المحلي",
    "all countries": r"all countries|всех стран",
    "outflow": r"outflow|отток",
    "migrants": r"migrant|мигра|migra|göçmen|muhojir|мигрант|劳工|移民|مهاجر|трудовых",
    "fund": r"\bfund\b|\bfonds?\b|фонд|fondo|жамгарма|\bfon(?:u|un)?\b|jamg[ʻ‘’']arma|基金|صندوق",
    "projects": r"\bprojects?\b|проект|projekt|projets?|proyecto|progett|долбоор|proje|loyiha|лойиҳа|项目|مشروع"
    r"|مشاريع",
    "financed": r"\bfinanc(?:e|ed|es|ing)\b|финансир|finanz|financi|каржыла|finansman|finanse|moliyalash|融资|تمويل",
    "capital": r"\bcapital\b|капитал\b|капитала|kapital|sermaye|капиталы|资本|رأس المال",
    "budget": r"\bbudget\b|бюджет\b|бюджета фонда|bütçe|预算|ميزانية",
    "ready": r"\bready\b|готов",
    "new projects": r"new projects|нов\w+ проект",
    "applications": r"\bapplications?\b|applied|заявок|заявк|antrag|anträge|demandes|solicitudes|өтүнмө|başvuru"
    r"|申请|طلبات",
    "energy": r"\benergy\b|hydroelectric|гидроэнерг|энерг|energie|énergie|energía|hidroelektrik|enerji|energiya"
    r"|能源|طاقة",
    "facilities": r"\bfacilit|объект|anlagen|installations|santral|станция",
    "agreements": r"\bagreements?\b|memorand|соглашен|меморанд|abkommen|vereinbarung|accords?\b|acuerdos|accordi"
    r"|келишим|anlaşma|bitim|协议|协定|اتفاق|مذكر",
    "forum": r"\bforum\b|memorand|форум|меморанд|соглашениями|论坛|منتدى",
    "agriculture": r"agricult|сельск|landwirt|agricol|айыл чарба|tarım|农业|زراع",
    "contracts": r"\bcontracts?\b|контракт|verträge|contrats|contratos|contratti|sözleşme|合同|合作协议|عقود",
    "export contracts": r"export contracts|delivery contracts|экспортн\w+ контракт|на поставк",
    "aid": r"\baid\b|\bgrants?\b|assistance|помощ|грант|hilfe|zuschuss|aide\b|don\b|ayuda|donaci|aiuto|жардам"
    r"|yardım|yordam|援助|مساعد|منح",
    "wfp": r"world food|\bWFP\b|\bВПП\b|продовольственн\w+ программ",
    "credit": r"\bcredits?\b|\bloans?\b|кредит|заем|займ|kredit|darlehen|crédit|prêt|préstamo|prestit|насыя|kredi"
    r"|qarz|贷款|قرض|قروض|ائتمان",
    "infrastructure": r"infrastruct|инфраструктур|基础设施|بنية تحتية",
    "debt": r"\bdebts?\b|долг|задолжен|schuld|dette|deuda|debito|карыз|borç|qarz|债|ديون|دين",
    "written off": r"\bwr(?:ite|ote|itten|iting)[- ]?offs?\b|written off|forg[ia]v|cancel|спис|прости|кечүү|erlass"
    r"|annul|condon|silin|减免|免除|شطب|إعفاء",
    "fuel": r"\bfuel\b|ГСМ|топлив|kraftstoff|carburant|combustible|carburant|күйүүчү май|yakıt|yoqilg[ʻ‘’']i|燃料"
    r"|وقود",
    "duty-free": r"duty[- ]free|беспошлин|zollfrei|quota|квот",
    "petrol": r"\bpetrol\b|gasoline|бензин|benzin|essence|gasolina|benzina|бензин|汽油|بنزين",
    "diesel": r"\bdiesel\b|дизел|gazole|diésel|dizel|柴油|ديزل",
    "jet fuel": r"jet fuel|aviation|авиа|керосин|kerosin|kérosène|queroseno|uçak yakıtı|航空煤油",
    "crude": r"\bcrude\b|сыр\w+ нефт|rohöl|brut\b|原油|النفط الخام",
    "oil": r"\boil\b|нефт|erdöl|pétrole|petróleo|petrolio|мунай|petrol ürün|石油|نفط",
    "gas": r"natural gas|природн\w+ газ|erdgas|gaz naturel|gas natural|жаратылыш газ|doğal ?gaz|天然气|غاز",
    "grain": r"\bgrain\b|зерн|пшениц|getreide|céréales|cereal|дан эгин|tahıl|粮食|حبوب",
    "delivered": r"deliver|постав|geliefert|livr|жеткир",
    "national currencies": r"national currenc|local currenc|own currenc|национальн\w+ валют"
    r"|landeswährung|nationalwährung|monnaies nationales|monedas nacionales"
    r"|valute nazionali|улуттук валют|ulusal para|milliy valyuta"
    r"|миллий валюта|本币|بالعملات الوطنية|العملات الوطنية",
    "roubles": r"\bro?ubles?\b|дол\w+ рубля"
    r"|рубл\w+ в (?:взаимн\w+ )?расч|rubelanteil|卢布结算|بالروبل",
    "hydropower": r"hydropower|гидроэлектростанц|ГЭС|wasserkraft|hydroélectri",
    "eaeu": r"\bEAEU\b|ЕАЭС|\bEAWU\b|\bUEE\b|ЕАЭБ|AEB\b|欧亚经济联盟",
    "times": r"\btimes\b",
    "planned": r"\bplan(?:s|ned|ning)?\b|планир|планов|geplant|prévu|previst|пландаш|plan(?:lan|la)|reja|计划|مخطط",
    "payments": r"\bpayments\b|\bsettlements?\b|\btransactions\b|расч[её]т|платеж|zahlung|paiements|pagos"
    r"|pagamenti|төлөм|ödeme"
    r"|to[ʻ‘’']lov|тўлов|结算|支付|مدفوعات",
}  # fmt: skip
