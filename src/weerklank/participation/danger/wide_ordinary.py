"""What ordinary wishes and opinions of children are about, in Dutch: each takes points away from what may be the matter."""

from __future__ import annotations

from weerklank.participation.danger.topics import Topic

TOPICS = (
    Topic(
        "place",
        "speeltuin* speelplein* plein pleinen *plein park parken bos bomen boom natuur gras bloemen tuin tuinen *tuin fietspad* fietsenstalling* fiets fietsen fietst stoep zebrapad*"
        " verkeer* stoplicht* bus bussen treinkaartje halte buurthuis buurt wijk wijken bibliotheek bieb *zwembad museum musea bioscoop winkel winkels supermarkt skatebaan"
        " kermis dierentuin pretpark efteling glijbaan schommel* voetbalveld* prullenbakken lantaarn* stad steden dorpen gebouw lokaal lokalen *lokaal gymzaal toilet* wc's wcs lift strand"
        " trampoline* klimrek draaimolen camping hondenpoep oversteken straten auto's fatbike* huizen woningen woningbouw sporthal kantine *kantine speeltoestel*"
        " brokkelt etui openbaar vervoer kraantje sneeuw eiland  bushalte* parkeer* gebouwen speelveld* sportveld* kinderboerderij* bankje bankjes vijver rivier duinen drempel* stoplichten verlichting tunneltje bruggen wegen fietsbrug stationsplein buslijn* lijn haltes metro's tram's",
    ),
    Topic(
        "school",
        "huiswerk toets toetsen cijfer cijfers rapporten les lessen rekenen taal lezen gym gymles pauze pauzes rooster schooltijd* schoolreis* spreekbeurt*"
        " klas klassen klaslokaal schoolbord laptop* computer* leraren juffen docenten citotoets examen* werkstuk project* leren vak vakken schoolfeest excursie*"
        " musical schoolkamp voorlichting speelgoed brugklas vwo vmbo dyslexie frans engels wiskunde pianoles zwemles zwemlessen mentorles groep3 juffie tussenuren schoolboeken boekenlijst diploma bijles schooladvies eindexamen stage cito lesuur lesuren digibord brugklassers schoolplein leerling lerarentekort vervanger opstel aardrijkskunde geschiedenis biologie handvaardigheid",
    ),
    Topic(
        "fun",
        "voetbal* voetballen judo hockey* tennis* turnen zwemmen dansen ballet muziek gitaar trommel* drum* spelen games gamen gamet game minecraft"
        " fifa film films serie series boek boeken tekenen knutsel* feest feestje verjaardagsfeest* kerst sinterklaas ijs pizza* snoep patat pannenkoek*"
        " taart lego kickboks* karate scouting club clubs sport sporten *sport wedstrijd* team bal doelpunt scoorde achtbaan hobby* trampolinehal youtube strip*"
        " hoofdpersoon personage zombie* halloween muggen spin spinnen carnaval disco concert skaten vuurwerk tikkertje stoei* trakteren trakteert spijkers biertje"
        " sokken puppy postbode kampvuur rondjes goal sneeuwbal* pop poppen knikker* geknipt playstation xbox nintendo pokemon voetbalkaartjes trampolines zwembaden sleeen schaatsen surfen kamperen barbecue picknick optreden toneel theater circus schminken armbandjes breien recept bakken koekjes cake chips frisdrank limonade toernooi competitie scheids training trainingen kleedkamers",
    ),
    Topic(
        "public",
        "regering gemeente politiek burgemeester *burgemeester minister* belasting* overheid kabinet koning landen wereld klimaat* plastic milieu"
        " dieren vlees vliegtuigen stikstof bedrijven reclame nieuws armoede discriminatie gediscrimineerd racisme vluchtelingen kinderen jongeren leerlingen "
        " asielzoekers gehandicapt* rolstoel* rechten recht stemrecht vrede kinderrechten wachtlijst* psycholoog rechter tieners woningen bio-industrie"
        " oorlog azc politieagenten sociale media meldpunt scheldwoord vapen stemrecht windmolens zonnepanelen uitstoot fabrieken energie europa amerika democratie debat partij partijen petitie inspraak jongerenraad kinderraad beleid gelijkheid vrouwen moslims christenen dierenmishandeling stikstof vervuiling zwerfafval recyclen statiegeld kinderopvang mensenrechten verkiezing* verbod boete boetes",
    ),
    Topic(
        "wish",
        "graag leuk leuke leuker betere mooi mooie groter grotere veiliger goedkoper gratis duur duurder dure minder vaker langer extra zou zouden idee ideeen voorstel "
        " vinden eerlijk oneerlijk belangrijk handig fijn tof cool chill gaaf lekker gezellig blij trots grappig haha aardig wens hopelijk stom saai lastig"
        " meedenken meebeslissen betere later samen jammer verhuizen schimmel* wensen betaalbaar nieuwere schoner schone rustiger stiller drukker kleiner sneller makkelijker moeilijk bedankt dankjewel succes hoi hallo groetjes tips tip bedacht favoriet favoriete stemmen",
    ),
    Topic(
        "who_i_am",
        "heet achternaam voornaam naam jarig geboren verjaardag mail email telefoonnummer nummer straatnaam huisnummer postcode woon 06",
    ),
    Topic("ought", "moeten mogen kunnen verdienen zullen verplichten verbieden verboden zouden verplicht"),
    Topic(
        "none_is_meant",
        "lachen lach lachend verveel verveling schattig zenuwen zenuwachtig bijna nieuwsgierig toveren spreekwoord mop grap grapje grapjes oeps bruidsmeisje"
        " gedicht blessure overleden rouwgroep zwangerschapsverlof gescheiden opruim opruimen ruimt splinter wasmachine stoeien regen regent kip begraven jarig vraag maandag speel speelt prikte",
    ),
)
