"""Words that the rules share: names of months and places, nouns for companies, units and people."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of ``text``, where an underscore stands for a space."""
    return frozenset(word.replace("_", " ") for word in text.split())


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    )
}

#: Two words for one thing, which a title has and no part of a company is called by.
FIELDS_OF_TWO = frozenset(["human resources", "machine learning", "artificial intelligence"])

COMPANY_NOUNS = words(
    "accelerator incubator distributor brokerage planemaker toymaker watchmaker truckmaker shoemaker winemaker brewer grocer fintech scale-up telco foundry charity hospital miner company firm start-up startup group business maker carmaker automaker chipmaker retailer bank publisher "
    "giant house venture outfit lab laboratory laboratories corporation conglomerate employer buyer parent "
    "unicorn vendor developer manufacturer designer non-profit nonprofit organisation organization "
    "institute university foundation consultancy fund studio subsidiary owner builder operator rival "
    "drugmaker phonemaker insurer lender airline broadcaster utility search-engine platform concern behemoth titan upstart newcomer challenger enterprise agency bidder suitor"
)
UNIT_NOUNS = words(
    "team unit division lab laboratory laboratories labs group department organisation organization arm project "
    "business app initiative office section programme program institute centre center studio "
    "operation operations effort branch wing task_force squad committee subsidiary department desk "
    "practice function side force segment"
)
PERSON_NOUNS = words(
    "researcher engineer scientist executive founder co-founder cofounder boss chief veteran author pioneer "
    "entrepreneur man woman physicist mathematician economist programmer investor manager director "
    "professor academic leader billionaire chairman chairwoman president newcomer recruit outsider successor "
    "computer_scientist lawyer banker developer designer financier chemist biologist neuroscientist linguist philosopher "
    "statistician politician diplomat journalist inventor businessman businesswoman psychologist roboticist "
    "expert specialist psychiatrist physician doctor surgeon technologist strategist theorist astronomer historian sociologist "
    "coder hacker lecturer dean tycoon philanthropist"
)
NATIONALITIES = words(
    "american british chinese french german japanese indian canadian swiss dutch italian spanish swedish "
    "korean israeli russian european finnish danish norwegian polish irish australian singaporean "
    "taiwanese brazilian african asian arab english scottish parisian californian belgian austrian "
    "czech turkish ukrainian emirati saudi mexican nigerian kenyan vietnamese thai greek portuguese "
    "hungarian romanian scot briton swede dane finn spaniard croatian serbian slovak slovene slovenian bulgarian lithuanian "
    "latvian estonian icelandic egyptian moroccan algerian tunisian ghanaian ethiopian ugandan rwandan tanzanian senegalese pakistani "
    "bangladeshi nepali malaysian indonesian filipino chilean colombian argentine argentinian peruvian venezuelan cuban iranian iraqi "
    "lebanese jordanian qatari kuwaiti syrian palestinian catalan bavarian flemish kazakh uzbek armenian congolese ivorian texan sicilian"
)
#: How a woman, a man and whoever speaks is meant by a pronoun.
SHE, HE = words("she her hers herself"), words("he him his himself")
SPEAKER = words("i me my mine myself")
SPEAKERS = words("we us our ours ourselves")
#: How somebody tells what he knows.
TELL = words("say tell write announce post tweet confirm report inform note")
#: What one person is to another.
RELATED = words(
    "deputy successor predecessor colleague brother sister wife husband partner boss mentor lieutenant counterpart "
    "protégé student assistant teacher heir"
)
PLACES = words(
    "soviet_union ghent bruges cologne hanover seville cracow kiev bangalore saigon azores brittany normandy bavaria saxony catalonia tuscany sicily sardinia "
    "crete iberia patagonia siberia flanders wallonia tyrol andalusia lombardy piedmont provence burgundy alsace rhineland bay_area menlo_park "
    "america us u.s. u.s usa united_states united_kingdom uk u.k. britain england scotland wales ireland france "
    "germany italy spain portugal switzerland austria belgium netherlands luxembourg denmark "
    "norway sweden finland iceland poland slovakia slovenia serbia croatia belarus czechia czech_republic united_arab_emirates hungary romania bulgaria greece turkey ukraine russia "
    "estonia latvia lithuania israel china japan korea south_korea north_korea taiwan india pakistan bangladesh "
    "singapore malaysia indonesia thailand vietnam philippines australia new_zealand canada mexico brazil "
    "argentina chile colombia egypt nigeria kenya south_africa saudi_arabia qatar dubai abu_dhabi uae "
    "earth mars europe asia africa north_america south_america latin_america central_america middle_east asia_pacific asia-pacific southeast_asia silicon_valley bay_area "
    "california texas washington oregon nevada arizona utah colorado florida georgia virginia "
    "massachusetts new_york new_jersey pennsylvania ohio illinois michigan wisconsin minnesota indiana iowa "
    "missouri tennessee louisiana mississippi alabama kentucky maryland delaware connecticut vermont "
    "maine san_francisco los_angeles san_jose san_diego palo_alto mountain_view menlo_park cupertino "
    "redmond seattle portland austin houston dallas phoenix denver chicago boston cambridge new_york_city "
    "brooklyn manhattan miami atlanta pittsburgh philadelphia detroit memphis las_vegas toronto montreal "
    "vancouver ottawa waterloo london oxford manchester edinburgh bristol dublin paris lyon berlin munich "
    "hamburg heidelberg frankfurt freiburg cologne zurich geneva basel vienna brussels amsterdam eindhoven "
    "copenhagen stockholm oslo helsinki warsaw prague budapest bucharest athens rome milan turin madrid "
    "barcelona lisbon istanbul kyiv moscow tel_aviv jerusalem haifa beijing shanghai shenzhen hangzhou guangzhou "
    "hong_kong taipei hsinchu tokyo osaka kyoto seoul bangalore bengaluru mumbai delhi new_delhi "
    "hyderabad chennai sydney melbourne auckland nairobi lagos cairo cape_town johannesburg riyadh doha "
    "sao_paulo rio_de_janeiro buenos_aires mexico_city santiago wall_street davos brooklyn"
)
#: Where people post what they have to tell.
POSTED_ON = words(
    "x twitter linkedin facebook instagram threads bluesky mastodon substack medium youtube tiktok reddit "
    "discord telegram wechat weibo github tumblr"
)
PAPERS = (
    "the information",
    "bloomberg",
    "reuters",
    "axios",
    "wired",
    "cnbc",
    "the verge",
    "techcrunch",
    "financial times",
    "the financial times",
    "ft",
    "wall street journal",
    "the wall street journal",
    "wsj",
    "new york times",
    "the new york times",
    "washington post",
    "the washington post",
    "business insider",
    "insider",
    "forbes",
    "fortune",
    "the guardian",
    "guardian",
    "bbc",
    "cnn",
    "latepost",
    "caixin",
    "36kr",
    "nikkei",
    "handelsblatt",
    "der spiegel",
    "le monde",
    "les echos",
    "le figaro",
    "el país",
    "el mundo",
    "la repubblica",
    "corriere della sera",
    "il sole 24 ore",
    "die zeit",
    "süddeutsche zeitung",
    "neue zürcher zeitung",
    "dagens nyheter",
    "dagens industri",
    "sifted",
    "semafor",
    "platformer",
    "the atlantic",
    "vanity fair",
    "the economist",
    "south china morning post",
    "the times",
    "the telegraph",
    "politico",
    "puck",
    "the register",
    "venturebeat",
    "engadget",
    "ars technica",
    "mit technology review",
    "new yorker",
    "the new yorker",
    "calcalist",
    "stat",
    "stat news",
    "globes",
    "the times of india",
    "yonhap",
    "kyodo",
    "afp",
    "associated press",
    "the associated press",
    "gizmodo",
    "vox",
    "the logic",
    "business standard",
    "the wall street journal's",
    "manager magazin",
    "pitchbook",
    "the korea herald",
    "electrek",
    "the hollywood reporter",
    "variety",
    "big technology",
    "newcomer",
    "transformer",
    "9to5mac",
    "macrumors",
    "el pais",
    "the standard",
    "the globe and mail",
    "adweek",
    "ad age",
    "geekwire",
    "digitimes",
    "korea economic daily",
    "the korea economic daily",
)
NOT_NAMES = words(
    "the a an this that these those it its he she they we i you his her their our my your in on at by for from of to "
    "and or but if when while as with after before since until under over about without according nobody "
    "neither nor no not none some many most all both each every any another other others several few "
    "two three four five six seven eight nine ten one last next once now then today yesterday tomorrow "
    "still also even only just more less much very ai a.i. artificial_intelligence agi ml llm llms gpu gpus cpu cpus ar vr xr cv pdf tv former current ex everybody everyone someone somebody anyone nobody thanks thank yes please ok okay is are was were do does did has have had can could will would should may might must shall half "
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays january february march april may june july "
    "august september october november december mr mrs ms dr prof sir there here what who whom whose which "
    "where why how so because although though yet perhaps never always often named founded led asked told "
    "said says ceo cto cfo coo vp evp svp series ipo api chatbot internet web christmas easter nobel turing new "
    "reporters people researchers engineers investors analysts employees staff executives founders "
    "having unions shares revenue sales profits talks sources critics regulators users customers spokesman spokeswoman "
    "spokesperson r&d pr hr it's he's she's don't i'm we're corrections update updated exclusive breaking scoop confirmed meet introducing "
    "big tech chief president among alongside phd mba unless besides formerly currently previously originally lately nowadays hitherto meanwhile despite across around behind along against through inside outside instead whereas within beyond between during throughout towards toward amid amidst except unlike via exit joining "
    "ousted outgoing incoming departing embattled longtime googler googlers xoogler xooglers"
)
#: How papers that no list knows are called: "the Bramling Gazette".
OUTLETS = words(
    "gazette herald tribune chronicle times post journal news daily observer courier telegraph dispatch zeitung dagblad dagbladet tageblatt magazine newspaper "
    "broadcasting examiner mercury sentinel globe ledger enquirer inquirer advertiser"
)
#: What a sentence opens with that turns to a name: "Ask Mira Holm", "Enter Corvane", "Consider Lumen".
ADDRESS = words(
    "ask enter welcome congratulations congrats farewell goodbye remember recall forget blame see imagine picture consider take compare "
    "contrast hello hi poor dear like unlike replacing succeeding leaving hiring"
)
FEMALE = words(
    "mira daniela fei-fei lilian sissie joelle sara sarah fidji julia cat angela tekedra safra lisa ruth susan "
    "meredith timnit margaret daphne anna emma maria marie anne jane mary kate katherine "
    "elizabeth jennifer jessica amy laura rachel rebecca claire clara sophie sofia helen helena diane "
    "christine christina nicole natalie michelle melissa karen linda barbara patricia nancy amanda "
    "stephanie julie irina olga elena tatiana nina eva lena katja petra sabine ursula ingrid "
    "astrid priya anjali divya aisha fatima leila yasmin mei ling xiaoyan yuki keiko bethany niki "
    "allison alison jenny hannah grace ellen carol cathy cynthia debbie denise donna gina heather "
    "holly jill joanna joanne kelly kim kimberly kristin lauren leslie lori megan monica naomi olivia "
    "pamela paula rosa rose ruby samantha sandra shannon sharon sheryl sonia susanne teresa tina "
    "valerie vanessa veronica victoria wendy yvonne zoe chloe isabel isabelle camille charlotte alice "
    "beatrice cecilia dominique florence gabrielle genevieve ines judith lucy lucia luisa marta martina"
)
MALE = words(
    "adam alan albert alec alex alexander alexandre alexandr andrei andrej andrew andy anthony antoine arthur arvind ashish "
    "barret ben benjamin bill bob boris brad brendan brett brian bruce bryan carl charles chris christian christopher clark "
    "clement craig dan daniel dario dave david demis dennis dmitri dominik doug douglas ed edward elon emmanuel eric "
    "erik ethan evan felix francois frank fred frederic gary geoffrey george gil gordon graham greg guillaume harry "
    "harrison henry herbert ian igor ilya jack jacob jakub james jan jared jason jay jeff jeffrey jens jensen jeremy jerome "
    "jerry jim joe joel johan john jon jonas jonathan jordan joseph josh joshua julian julien justin karan karen kenneth "
    "keith ken kevin koray kyle larry lars laurent leo leon liam logan louis lucas luke manuel marc marcus mario mark "
    "markus martin masayoshi matt matthew max michael miguel mike milan miles mohammad mustafa nat nathan nick nicolas "
    "nicholas nigel noah noam oliver oriol oscar patrick paul pavel percy peter philip philippe pierre rafael rahul rajesh raj "
    "ravi raymond rene richard rob robert robin rohit roger roman ron ryan sam samuel satya scott sean sebastian sergey sergio "
    "shane simon stefan stephen steve steven stuart sundar thomas tim timothy todd tom tony travis tyler victor vijay vincent "
    "vivek vladimir walter wei will william wojciech xavier yann yoshua yuri zach zachary aidan ahmad amir arthur bret dane dean "
    "deepak eddy ganesh guido gustav hugo ivan javier jorge juan luca mohamed omar otto pablo pieter srinivas sanjay tarek tobias yusuf"
)
#: Names that tell a woman from a man, with those that do not tell a name from a word or a product ("Gemma", "Vera Rubin").
WOMEN = FEMALE | words(
    "ada vera selma rhea nora mia freya greta hilda ilse jana jutta karin klara lotte magda mathilde mireille nadia nadine odette pia rita "
    "roberta rosalind sigrid silvia simone solveig susanna svetlana tamara tara ulrike valentina viola virginia yolanda zara aiko akiko alicia "
    "amelia ana anita annika antonia anya asha ayesha birgit bianca brenda carla carmen carolina caroline chiara clarissa claudia cordelia "
    "daniella deborah dolores dora doris edith eleanor elisa elise eliza elsa emilia emily erika erin esther eugenia evelyn farah felicia fiona "
    "francesca frida gemma georgia gloria gwen harriet hazel hedwig hilary imogen irene iris jacqueline janet janice jasmine josephine joyce "
    "juliana juliet katarina kavita kiran kristen larissa leonie lina livia lorena louise lydia madeleine marianne marion maureen maya melinda "
    "mina miriam mona nadja natalia natasha neha nicola petronella sunita tatjana"
)
MEN = MALE | words(
    "emil ivo anders nils lars bram oskar otto jonas tariq omar callum yusuf arno axel bjorn bastian bernd bjarne carlo cesar dieter diego dmitry "
    "eduardo egon enzo ernst fabian felipe fernando filippo finn fritz gerhard giovanni giuseppe gunnar gunther gustavo hamza hans harald heinrich "
    "hendrik hiroshi horst ibrahim ingmar ismail ivar jack jamal jorg josef jurgen kai karl kaspar kenji klaus konrad kurt lennart leonardo lorenzo "
    "ludwig magnus mario massimo mateo mathias matthias maurice mehmet mikhail mikael moritz nikolai olaf ole olav pascal pedro per piotr raj ralf "
    "ramon reinhard ricardo roberto rolf ruben rudolf rune salvatore sanjeev siegfried silvio soren stanislav sven takashi theo thierry tobias torsten "
    "ulrich uwe valentin viktor volker walther werner wolfgang yannick yves"
)
#: Of the names added, those that are places, products or words as well: none of them says that what follows is a surname.
_AMBIGUOUS = words(
    "ada vera rhea nora mia freya dora georgia virginia gemma gloria hazel iris maya mina mona viola lina ana per rune kai finn ole "
    "carmen magnus silvio egon tara hilda nadine"
)
FIRST_NAMES = (FEMALE | MALE | ((WOMEN | MEN) - _AMBIGUOUS)) - words("will grant")
