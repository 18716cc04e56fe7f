"""What children write in English."""

from weerklank.participation.danger import Phrases, SignalKind

WHO = (
    "dad|daddy|father|stepdad|stepfather|mom|mum|mother|stepmom|parents|grandpa|uncle|aunt|brother|sister|teacher|coach"
    "|boyfriend|cousin|neighbour|neighbor|he|she|they|someone|him|man|guy"
)
PARENT = "dad|daddy|father|stepdad|stepfather|mom|mum|mother|stepmom|parents|mommy|mummy"
NOT = "not|no|dont|don|never|nothing|cant|nobody|noone|none|isnt|aint"

PHRASES: Phrases = {
    SignalKind.SELF_HARM: (
        # "want die" is Dutch for "because those"
        "i|im|just want|wanna|wish|hope|wants die|dead|death|disappear",
        "= want|wants|wanting to die|disappear",
        "wanna die|disappear",
        "kill|killing|hurt|hurting|cut|cutting|hang|harm|harming|burn myself",
        "kill|killing|hurt|cut|cutting|hang|harm my self",
        "~ cut|cutting|cuts|scratch arm|arms|wrist|wrists|leg|legs|thigh|thighs i|my !paper|knife|cooking|cake",
        "suicid*|selfharm*",
        "= self harm*",
        f"~ {NOT} live|living|alive|exist want|wanna|anymore|longer|reason",
        "end my life",
        "~ end it all|everything want|wanna|gonna",
        "~~ better without me|world|everyone|off !trip|team",
        "~ never born|wake wish|hope|was|up|want i",
        "~ want|wanna wake never|not|dont up",
        "~ no reason|point live|living|life",
        "~ wish was|were dead|gone|born i !school|break",
        "~ jump off|from|front bridge|roof|train|building|window !water|pool",
        "~ took|take|taking pills|overdose many|all|too",
    ),
    SignalKind.VIOLENCE: (
        f"{WHO} hit|hits|beat|beats|beating|kick|kicks|punch|punches|slap|slaps|hurt|hurts|choke|chokes|pushed|pushes|threw|burned|threaten* me|us|mom|mum|mother|sister|brother",
        f"~ {PARENT}|brother|uncle|he hit|hits|beat|beats|beaten|beating|kick|kicks|punch|punches|slap|slaps|hurt|hurts|choke|chokes|strangle* me|us|mom|mum|mother|with|belt|by !ball|drum|drums|game",
        f"~ {WHO} push|pushed|pushes|threw|throws|dragged|grabbed me|us|mom|mum stairs|wall|floor|throat|neck|hair",
        "get|gets|am|im|being|was|got hit|beaten|beat|kicked|punched|slapped|threatened|abused",
        f"afraid|scared|terrified of {WHO} !spiders|dogs|dark",
        "abuse|abused|abuses|abusive",
        "~ bruise|bruises|bruised|black i|my|eye have|hide|lie|got|home !football|sport|soccer|skating",
        "~ knife|gun|belt|weapon me|us|mom|mum|dad|he|brother hit|with|has|threat*|bed !kitchen|game|film",
        "~ fight|fighting|yell|screaming parents|mom|mum|dad scared|hit|police|always|hide !snowball",
    ),
    SignalKind.SEXUAL: (
        "rape*|raped|molest*|groped|sexually|pedo*|paedo*|incest|nudes|dickpic*|sextortion",
        f"~ touch|touches|touched|touching {WHO} me|my|private|us !heart|screen",
        "~ naked|nude|nudes pic*|photo*|picture*|video*|send|sent",
        "~ sex|sexual me|with|my|forced|make|makes !education|lessons",
        f"~ take|takes|taking|took clothes|shirt|pants off {WHO}|make|makes|made|want|wants|forced",
        "~ make|makes|made|force|forces|forced me|us do|watch|undress|kiss|naked|sex|things|take clothes|him|bed|off|things|it !homework",
        "~ comes|gets|lies into|in bed|shower|bathroom he|uncle|stepdad|dad|brother my|me night|nights|door|undress",
        "~ kiss|kisses|kissed forced|against|stop|wont|makes|dont me",
        "~ our|a secret|secrets tell|anyone|nobody he|uncle|man",
    ),
    SignalKind.DANGER: (
        "im|am in danger",
        "please|pls|plz|someone help me|us !homework|math|maths",
        "help me please|pls|plz|im|they|he|she !homework|math|maths",
        "run|ran|running away from|home",
        "~ locked|locks|lock|locking me|us up|in|basement|room|inside !bike",
        "~ kill|kills|killed|murder|stab|shoot me|us|him|mom they|he|will|gonna|want|said|going !game|fortnite|minecraft",
        f"~ {NOT} safe i|im|home|here|at|feel !street|bike|road",
        f"~ {NOT} safe home|house",
        "~ force|forced|forcing|have|must marry|marriage|married me|i|to",
        "~ afraid|scared|cant|dont go|going home",
        "~ follow*|stalk* me|us man|he|someone|home every|everywhere|day|home !instagram",
        "~ sell|selling|carry|deal drugs|weed|packages me|i|make|makes|must|forced",
        "~ taking|take|send|sending me|us country|abroad|back marry|never|passport",
        "~ nobody|no|cant knows|know|tell|believes|believe me|anyone !answer|surprise",
    ),
    SignalKind.NEGLECT: (
        "nothing|no to eat",
        "~ no|nothing|never|any food|eat|dinner home|house|us|we|i|at !cafeteria|canteen",
        "always|often|so|still hungry !gym|lunch|training",
        "~ nobody|noone|no takes|take|cares|care|looks|watches care|for|about|after me|us",
        "sleep|sleeping|slept on|in|outside street|streets|car|park !holiday|camping|vacation",
        "~ always|every|often|all drunk|drinking|drinks|high|drugs mom|mum|dad|mother|father|parents !coffee|tea",
        "~ alone home|days|nights|night days|night|nights|weeks|week i|im|we",
        f"~ {PARENT} never home|here|there|cares|comes !work",
        "~ mom|mum|dad|mother|father|they left|leaves|leave|leaving me|us alone|days|night",
        "~ homeless|evicted we|i|are|am",
    ),
}
