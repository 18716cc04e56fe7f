"""The wide net in Dutch: who it is about, what may be the matter and how it is told. Compared by sound."""

from __future__ import annotations

from weerklank.participation.danger.topics import Topic

TOPICS = (
    # -- a person in the life of the child
    Topic("me", "ik k mij me mijn mn m'n mezelf mijzelf ons onze we wij kheb kwil kben"),
    Topic(
        "kin",
        "papa pap pa pappa vader* *vader mama mam ma mamma moeder* *moeder stiefpa stiefma ouders *ouders oma opa oom ome ooms tante* broer"
        " broers *broer zus zussen *zus nicht neef neven familie gezin *gezin voogd bonuspapa bonusmama pleegzorg *zusje",
    ),
    Topic("little", "broertje* *broertje zusje* *zusje baby* nichtje neefje kleintje* peuter kleuter"),
    Topic(
        "he",
        "hij hi ie hem man mannen meneer kerel vent gast gasten gozer gozers jongen jongens vriend vriendje verkering ex trainer *trainer coach"
        " leraar *leraar meester leider buurman *buurman buurjongen dealer baas oppas dominee imam pastoor begeleider bewaker chauffeur opa oom"
        " stiefvader *vader *broer neef papa pa volwassene leiding mentor kapitein priester jeugdleider portier conrector stagiair",
    ),
    Topic(
        "they",
        "ze zij iemand niemand hun haar groepje bende klasgenoot klasgenoten vriendin vriendinnen meisje meisjes juf hulpverlener groepsleider* "
        "groepsleiding buurvrouw vrouw buren iedereen",
    ),
    # -- to the body
    Topic(
        "hurts",
        "slaat sloeg sloegen geslagen geslaan slaag mept mepte meppen gemept schopt schopte schoppen geschopt stompt stompte stompen gestompt"
        " kneep geknepen wurg* gewurgd smijt smeet gesmeten rammel* gerammeld sleurt sleurde gesleurd mishandel* toegetakel* toetakel* gestikt"
        " verstik* aframm* afgeranseld kopstoot oorvijg* marteld* gemarteld afgetuigd geweld mishandeld vuist vuisten kaakslag ramt handjes hardhandig"
        " doodslaan molest* knevel* geschud schudt mep optater muilpeer aftuigen afrossen hengst beuken trap trapte getrapt klap klappen fixeren gefixeerd gegeseld zweepslag* afgeslagen doodgeslagen gewurgd overhoop kapotgeslagen huisverbod contactverbod straatverbod ineengeslagen platgeslagen bewerkt toetakelen afgerost gewurgd verbrandde schroeit stompte wurgt krabde smijten mepten stompten kopstoten knijpen ranselt afranselt geranseld bont doodgemaakt vermoordde getrokken aangevallen belaagd overvallen neergeslagen ingetrapt bebloed",
        "slaan sla tik tikken trapt trappen knijp* bijt bijten gebeten krabt duw* geduwd gooi* gegooid trekt trok trekken rukt gedrukt drukt drukte omdraait"
        " ram* beuk* dreun greep grijp* gegrepen uitgedrukt lel agressie* vecht vechten gevecht hoekschop losse stoot hoofd keel nek haren oor oren"
        " vastgrijpt dreunt smeren houden neer plank muur gezicht buik knie knieen wang arm omgedraaid dichtknijp* gespuugd raak afstraft armen omhoog val gevallen duwtje gooide gooiden duwde duwden trapten stootte bijtende pijnigt knijp beurt sporen bosjes bons gebonk pootje hakken spuugt spuug ellebogen vastpakt optillen schudden sleur slepen sleept",
    ),
    Topic(
        "weapons",
        "riem ceintuur zweep pollepel pantoffel slipper *mes mes pistool pistolen vuurwapen* wapen gun machete geweer strijkijzer benzine zuur hakbijl vuurwapens scherven kapmes hakmes boksbeugel",
        "stok stokken messen schaar hamer bezem liniaal kabel aansteker sigaret peuk kokend schoen wapens lat knuppel kraan wasbak plank lepel thee strijk* vork glas pan ketel honkbalknuppel kokende hete kachel strijkbout oven vuur tang boor schep fles",
    ),
    Topic(
        "injury",
        "striem* brandwond* kneuz* gekneusd dichtgeslagen bloedlip blauwe gehecht hersenschudding zonnebril kaakbreuk strepen",
        " plekken bult bulten bloed* gebroken wond wonden litteken* gips lip oog gezwollen schram* pijn zeer gewond ambulance gaten gat"
        " spoedeisend botten dikke wang verband sjaal ziekenhuis duurt uitslag neus blauw beurs krukken buikpijn plekken kreupel littekens scheur hinkt spalk krassen paars paarse groen dikke hechten opgelapt poster schaafplek bloedt bloedde mank gehechte knokkels rug dijbeen knie schouder kaak vinger gekneld beschadigd doktersbriefje",
    ),
    Topic(
        "rage",
        "woest woedend razend razernij ontploft driftig flipt flippen lint tiert tieren tekeer doorslaat losgaat gekrijs uitscheld* geschreeuw* ontploffing doordraai*",
        "boos kwaad schreeuw* schreeuwt gil gilt gillen krijs* brult humeur ruzie ruzies scheld* schold gek stemming kapot breekt servies borden "
        " verliest bonken agressief gooit dichtslaan zover sorry meubels stoelen humeurig ineens sfeer spanning eieren ontploft omver knalt dichtslaan vloekt tekeer stampt ontploft uitbarsting drift bui buien slecht",
    ),
    Topic(
        "punished",
        "knielen kniel knieen kaalgeschoren afgeschoren vernederd verneder* strafstoel strafplek gehurkt koudwater strafkamer kaalscheren",
        "straf gestraft straffen douche zeep peper uren handen rechtop gang spoelen rijst emmer kelder fout vernederen opdrukken rennen buitenshuis hondenhok schuurtje buitensluit*",
    ),
    Topic(
        "belittled",
        "waardeloos nutteloos mislukking mislukkeling misbaksel ongewenst kleineer* minderwaardig slet hoer kankerkind hoerenkind schande vergissing"
        " afschuwelijk vervloekt varken kutkind trut hoertje nietsnut lastpost tehuis bastaard doodgeboren",
        " lelijk leugenaar schuld last ongelukje ondankbaar negeer* haat haten gehaat uitlach* uitgelachen monster debiel"
        " mongool schaam* schaamt noemt wenste gelachen apart lucht lievelings vergelijkt anders kankerlijer negeert niemandskind vergissing dik lelijkste spuug nul stelletje misluk* uitschot tweede vergeleken teleurstelling wenst weggegeven gewild gewenst meiden ranking roddels gepost vernedering belachelijk idioot loser mietje janet flikker",
    ),
    # -- held, forced, threatened
    Topic(
        "shut",
        "opgesloten opsluit* opsluiten vastgebonden vastbind* vastgehouden isoleer* separeer* bezemkast gegijzeld ketting tralie* barricad* grendel ingesloten hondenhok tuinhuis isolatiecel isoleercel keukenkast opsluiting huisarrest",
        "slot sleutel* sluit sluiten deur deuren kast kelder schuur zolder balkon tape touw kruip* gevangen raam hok berging gordijn* gesloten gang ketting hek binnenblijven gevangenis cel gsm dicht stoel kist koffer hangslot cijferslot kussens stoelpoot ladekast klink deurklink kamertje hokje schuurtje bunker cachot kluis zolderkamer",
    ),
    Topic(
        "forced",
        "dwing* dwong dwongen gedwongen dwang chantage chanteer* gechanteerd afpers* afgeperst gehoorza* uitgebuit",
        "moest moesten anders verbied* verbood afgepakt afpakken bepaalt beslist betalen betaal klusjes gehoorzamen bevel straffen dwangarbeid",
    ),
    Topic(
        "threat",
        "dreig* gedreigd bedreig* vermoor* vermoordt doodmaken doodmaakt afmaken afmaakt neersteken doodsteken neerschieten neerschiet wraak afslachten"
        " verzuip* verdrinken ontvoer* gekidnapt opwacht afbranden ombrengen kapotmaken kapotmaakt gegijzel* wurgen explosie* vermoorden vermoord gekneveld kidnap* ontvoerd doodsbedreiging* schoolshooting aanslag chanteert afperser terugpakken ophangen onthoofden vergiftig* moorddreiging",
        "steken steekt schieten schiet waarschuw* achterna volgende meenemen meeneemt meegenomen brand brievenbus meenam doodslaat neersteekt lijst aandoet aandoen wraak neer ermee langskomen pistolen benzine molotov dood neerhalen waarschuwing pijn kopje kogel overhoop schiet vermoord ruiten verzuipt doodrijdt boom verdwijnt pak geklikt",
    ),
    # -- not wanting to live
    Topic(
        "death",
        "zelfmoord* zelfdoding suicid* doodgaan doodga sterven afscheidsbrief doodwens* levensmoe euthanasie verdwijnen verdwijn doodzijn overdosis afscheidsfilmpje doodwil zelfmoordbrief uitstappen",
        "dood dode doden doood sterf gestorven hemel graf kist afscheid eind einde voorbij engel verdwenen bevalling stopt begrafenis testament plan datum"
        " brief alvast weggeef* weggegeven rust manieren begraven stoppen stilte oplossing spijt nabestaanden opgezocht doorzoek* rusten medelijden uitgeput wensbrief testament verdrinken overlijden zweven geest eeuwig doodkist vaarwel opgehangen hing overleden wachtwoorden afscheidscadeau opgelucht uitvaart zwart gedachten eindigen afmaken voorgoed eeuwige",
    ),
    Topic(
        "living",
        "",
        "leven leef bestaan besta adem* ademt wakker wakke toekomst doorgaan doorga volhouden volhou opgeven opgegeven nut hoeft hoef waarom missen"
        " bestond kerst morgen verder mist vermissen teveel overbodig niemand zal verdien verjaardagen ontwaken aftel* dagen voortzetten reden zinloosheid bestaansrecht volgend eindigen ",
    ),
    Topic(
        "selfharm",
        "snij* snijd* sneed gesneden sneetje* sneeen krassen kras krast gekrast scheermes* mesje* zelfbeschad* automutil* zelfpijn mezelf mijzelf zichzelf automutilatie zelfverwonding haaruittrek*",
        "krab* krabben prik* bonk* mouwen pols polsen passer pleister* glas naald* brand snijden arm armen benen bloed voel trui rood haren verdien elastiekje krassen littekens wonden schaafwond* pijnigen bijten branden ijsblokjes punt aansteker straf bloeden trekken kompas huid bovenbeen kraste kerven kerf gekerfd",
    ),
    Topic(
        "pills",
        "paracetamol* slaappil* overdosis bleekmiddel bleek chloor gif vergif strop antidepress* oxazepam xanax",
        "pil pillen tabletten medicijn* touw slik* ingenomen ritalin* strip doosje genoeg tel hoeveel medicatie slikte overdos* ibuprofen kast hoeveelheid apotheek bijsluiter dosis innemen slikt eentje slik potje",
    ),
    Topic(
        "height",
        "",
        "brug spoor spring* sprong dak balkon perron trein treinen rails snelweg metro flat kanaal afgrond vrachtwagen viaduct tram kruising valt eraf garagedak springt duiken snelheid tunnel rotonde kade machinist lijn remmen spoorweg",
    ),
    # -- felt
    Topic(
        "fear",
        "doodsbang angst angstig* paniek* verstijf* bibber* onveilig nachtmerrie* verstop* schuilen muisstil beven hyperventil* flashbacks doodsangst",
        "bang bange durf durft durfde durven schrik* schrok eng veilig buikpijn misselijk hartklop* zweten kussen tenen luister zachtjes stil tril trillen"
        " voetstappen gehoord geluid stappen stem deurbel wegduik* wegkruip* opletten alert verkrampt deurklink vluchten bibbert vertrouw waakzaam ineenkrimp* onderduik bedplassen opletten onrustig ademloos muis gluren voetstap oprit stappen sluip gespannen alarm  hoorde hoorden gespitst sluipen ingehouden deurgeluid verstijven geschrokken bibber zweet",
    ),
    Topic(
        "low",
        "eenzaam wanhop* hopeloos uitzichtloos depri* depress* zinloos walg* somber verdoven leegte schuldgevoel* radeloos verdrietigst eenzaamheid wanhoop ongelukkig",
        "huil* gehuild huilt verdriet* alleen donker uitgeput spijt schuldig masker nep alsof voel voelen voelt gevoel"
        " overbodig onzichtbaar schaam ogen gewend sterk verdoof* snik* tranen tevergeefs leeg alleenig verloren dof moedeloos brok glimlach glimlachen toneel masker ongelukkig gehuil huilen dof",
    ),
    Topic(
        "help",
        "hellup sos kindertelefoon gelooft geloven geloofd wegkijk* red redden gered ",
        "hulp melden aangifte vertrouw* merkt merken gemerkt verzin* hulplijn sturen help onveilig redding juffrouw klikken vertrouwt",
    ),
    # -- touched
    Topic(
        "touched",
        "betast* betasten streel* strelen gestreeld aangeraakt aanraakt friemel* frunnik* tongt masseer* masseren massage schoot bovenop tongzoen* gestreeld uitkleedt kietelspelletje",
        "raakt raken aanraken aai* zoen* gezoend kus* kust gekust tong gelikt vastpak* knuffel* voelt voelen gezeten hand handen vingers wast"
        " wassen gewassen kriebel* kietel* inzeep* wrijf* wreef kruipt ligt lag liggen doucht handdoek nek benen knie masseert deken likt likken gelikt lichamelijk onverwacht knuffel opwarmen insmeer* scheren turnles welterusten dansen danst welterustenkus rug knieen schootje haren aankleed aankleden omkleedt tilde masseerde aaide likte zoende knuffelde kuste handje handjes",
    ),
    Topic(
        "intimate",
        "seks sex seksueel sexueel seksu* porno* neuk* geneukt verkracht* aanrand* aangerand misbruik* piemel penis plasser* vagina kutje tieten"
        " uitkleed* uitkleden uitgekleed ontmaagd* pedo* incest geil* sexy bloot blote naakt* klaarkom* pijpen condoom prostitu* lul ondergoed onderbroek* zoenen bh sletje escort ontuchtig* ontucht kindermisbruik aftrek* tepel* stijve erectie kinderporno webcamseks voyeur* grooming verkrachter pijpte vingeren",
        "borst* billen kont kruis slip slipje kleren broek* ongesteld stijf intiem* lichaam lijf zwanger plassen spelletje*"
        " dingen vieze pyjama badpak shirt rok rits benen ding dij dijen eronder omkle* liefde rare sauna handdoek kleedkamer geheimpje gluurt beha zwembroek bikini lingerie rok voorspel spiekt advertentie romantisch menstruatie spiraal buik tong lippen kruisje poesje plassertje kont onderkant geslacht borstjes aanstaren lingerie slaapkleding nat pamper handdoek hetzelfde dansen ontbloot verschrikkelijks bad badderen nachthemd blootje pyjamabroek onderlichaam voeten pikant ontkleed kleedt aankleed rommelen",
    ),
    Topic(
        "pictures",
        "nude* nudes naaktfoto* deepfake* doorgestuurd doorstuurt rondgestuurd",
        "foto* filmpje* filmen gefilmd filmt filmde camera* webcam cam video* opgenomen opnam* beelden live screenshot* doorsturen verspreid* plaatjes ai naakt geplaatst plaatst deelt gedeeld live link fake plaatje filmpjes geplakt bewerkt lekken gelekt uitlekken kanaal meekijken posten gepost verspreidt chantagefilm",
    ),
    Topic(
        "online",
        "",
        "snap snapchat insta instagram tiktok discord roblox telegram whatsapp appt appte app apps appjes chat* online internet dm account profiel facetime fortnite"
        " berichtjes berichten stuurt stuurde sturen stuur gestuurd onlyfans robux vbucks telefoon groepsapp zien vpn server streamer livestream vriendschapsverzoek nepaccount vreemde onbekende privebericht",
    ),
    Topic(
        "lured",
        "lokt lokken suikeroom sugardaddy loverboy* groom* vriendinnetje sexting",
        "cadeau* robux vbucks skins beloofd belooft snoep ijsje afspreken verliefd oudere ouder instappen stapte meegaan meerijden "
        " hotel vape vapes drankje geeft gaf caravan camping volwassen afgesproken liefde tassen nagels flats klus wodka feestjes beloning manager model modellen bijzonder prinses trakteert kocht betaalt telefoonhoesje diner armband ring parfum sneakers merkkleding oudere appartement feestje huisje boot feesten beltegoed traktaties extraatjes bleek knie voeten krediet tegoed ",
    ),
    # -- night, home
    Topic(
        "night",
        "",
        "nacht nachts snachts nachten avond avonds savonds avonden bed slaap slaapt slapen sliep geslapen slaapkamer kamer douche douchen badkamer bad"
        " logeer* logeren donker matras deken lakens ligt lig lag nachtlamp* wc gang wekker slaapzak bank hal voordeur nachtdienst",
    ),
    Topic("home", "", "thuis woning binnen thuiskom* thuiskomt voordeur trap keuken zolder woonkamer bank"),
    Topic(
        "absent",
        "verlaten achtergelaten gevangenis cel vermist detentie gedeporteerd verstoten weeskind achterlaten dagenlang wekenlang gevangen bajes",
        "alleen weg weggegaan opgepakt verdwenen dagen weken sinds eentje vergeten opgehaald ophalen beeld spoorloos buitenland maanden verdween onbekend afgelopen bezoekuur tralies vastzit vergat ophaalt vertrok uitgezet afscheid nachtenlang onbereikbaar",
    ),
    # -- not cared for
    Topic(
        "hunger",
        "honger hongerig rammelt knort voedselbank uitgehongerd beschimmeld bedorven restjes uithongeren ondervoed",
        "eten eet gegeten brood broodje* boterham* crackers maag buik koelkast kast ontbijt avondeten flauw flauwgevallen maaltijd hap voedsel kruimels pan prullenbak leeg eten meeneem rest rijst noodles ketchup pasta avondmaal lunch voorraad bord ontbijten trommel broodtrommel lege legen flesvoeding pap rantsoen hondenvoer kattenvoer kruimel delen voedseltas weggegooid vuilnis vuilnisbak boterham vanavond opsparen bewaar thee beschuit cracker soep restje etensresten",
    ),
    Topic(
        "bare",
        "deurwaarder* dakloos afgesloten ijskoud huisuitzetting ontruim* schuldeiser* schuldhulp* armoedig gasafsluiting dakloosheid daklozenopvang",
        "stroom gas water verwarming kachel licht koud kou warm jas winterjas schoenen dekens kaars kaarsen schuld schulden huur busje tent garage "
        " caravan container rekeningen matras tenen spaarpot kleden handschoenen wcpapier pinnen geldproblemen uitgezet incasso meubels verkocht lamp kachel campingtafel luchtbed vloer meubels lamp kapotte sokken maandverband tandpasta deurbel schuldeisers muntjes statiegeld pinpas leeg lampen stoep ",
    ),
    Topic(
        "dirt",
        "kakkerlak* muizen ratten vlooien luizen uitwerpselen",
        "stink* vies vieze vuil troep afval rotzooi beestjes poep pis wassen gewassen kleren ondergoed zooi kots luier* verschoon* dezelfde zelfde theedoek gebeten schimmel* wasmand haren ongewassen tandenborstel plakt kattenbak haren jeuk luis bedwants* urine vlekken vuile muf nat wasmachine douchen tandenpoetsen",
    ),
    Topic(
        "unwell",
        "",
        "ziek koorts tand tanden kies dokter tandarts huisarts ziekenhuis infectie ontstoken pijn medicijn* insuline astma puffer benauwd rot zwart bruin stuk oor oren oorpijn ontsteking hoest operatie vaccin inhaler maanden  kiespijn tandpijn ontstoken verkouden oren hoesten hechting vaccinatie spuitje huisartsenpost opname tandarts bloeddruk suiker spuit diabetes epilepsie aanval toeval",
    ),
    Topic(
        "drinks",
        "dronken bezopen zuipt zuipen drank alcohol wodka whisky wiet blow* coke cocaine crack heroine spuit snuif* snuift verslaving gokt"
        " vergokt ketamine ghb lachgas stoned nuchter joint joints drugs poeder alcoholist junk verslaafd stomdronken lazarus spuiten aangeschoten naalden",
        "bier wijn fles flessen gebruikt kater slok naald* drink drinken drinkt pillen high speed blikjes roken gokken verslaafd pinnen borrel slijter flesje stuff pil bingo casino rookt wodkafles bierblikken drankfles flesjes naalden lepel folie pijp pijpje dealers brakend kots gokkast casino zwaait lallen lalt waggelt valt blowen jenever cognac zuiplap pilletjes cafe kroeg kratten krat shotjes tequila rum baco breezer coffeeshop softdrugs harddrugs pijpen injecteert",
    ),
    Topic(
        "ill_parent",
        "psychose psychotisch borderline manisch waanbeeld* zelfmoordpoging overspannen psychiat* instort* verward verwarde zelfmoordneiging* psychisch paranoia schizofren*",
        "opgenomen crisis bank gordijnen huilt ligt vergeet reageert praat staart ziek wakker hoofd depress* kliniek ademt adem leggen ademt wekker dicht donker medicijnen angsten opstaan dagen levensmoe stemmen afwezig staren zelfmoord trillen mompelt verzint geheugen dement vergeetachtig achterdochtig camera's afluister* aluminium radio fluister* bewoog ademen bleek wazig bipolair stemming",
    ),
    Topic(
        "cares",
        "mantelzorg*",
        "zorg zorgt zorgen verzorg* kook koken oppas* passen luier* voed* voeden boodschappen rekeningen poets* schoonmak* opvoed* troost* tolk* vertaal* optil*"
        " breng haal verschonen regel sleep wegbreng* papieren vul leerde was huishouden broertjes kleintjes verantwoording medicijnen wassen thuisblijven kleertjes bad flesje instoppen ophalen inschrijven formulieren brieven invul* medicatie insuline pampers huishouden opvoeden huilende sussen rust aankleden wassen wek wakker vertaal tolk belde spuit pas oppassen kroeg halen redden verzorger",
    ),
    # -- away, hunted, sold, married
    Topic(
        "flees",
        "weglopen wegloop weggelopen ontsnap* ondergedoken onderduik* schuiladres schuilnaam vluchthuis koffer zwerf* zwerven wegvlucht* gevluchte wegvluchten onderdak vrouwenopvang",
        "vlucht* crisisopvang weg weggaan vertrek* verstopt station logeer* zoeken zoekt ergens geheime gepakt klaar terug trein brommer rugzak plan slaapplek buitenslapen onderkomen schuiladres verhuisd matras vrienden logeeradres achterna weglopers onderweg slaapzak liften bushokje winkelcentrum portiek trappenhuis parkeergarage nachtbus geheim opvanghuis wegblijven ingeschreven noodtas vluchttas tasje schuilplek slaapplaats eruit gezet buitengezet dakloze wegwezen",
    ),
    Topic(
        "followed",
        "achtervolg* stalk* gestalkt gluur* gluurt gluren begluurt loert tracker airtag bespied* locatie meelees* bespioneer*",
        "volgt volgen gevolgd achter staat busje controleer* controle wachtwoord jaloers kijkt spion* berichten kleedt langzaam busje park schoolhek hacken gehackt meekijk* gps airtags huissleutel voorbij posten schoolpoort wachtte stond ramen toetert roept instappen schrijf meelezen gepost meeluister* luistert adres komt pingt opdoemt belde belt bellen appt ",
    ),
    Topic(
        "married",
        "uithuwelijk* uitgehuwelijkt verloofd verloven eerwraak besnij* besneden besnijdenis uithuwen exorc* bezeten duivel djinn geest enkeltje henna eerwraak verloving gearrangeerd* uitgehuwd jihad* kalifaat bekeer* duivels",
        "trouw* getrouwd huwelijk* bruid bruiloft eer maagd* hoofddoek marokko turkije somalie irak syrie iran afghanistan pakistan eritrea paspoort ticket buitenland"
        " genezen homo lesbisch lesbi* gay trans koran* kerk god bidden vasten imam sekte gevonden vakantie jurk geboekt zonde hel bijbel moskee broers schande aanzoek kandidaat echtgenoot bruidsschat cultuur traditie eervol kleed sluier sharia zonden genezing gebed olie imam oudsten vasten koranschool vrijdag afvallig ongelovig ring bezoek retour vlucht vrijdagsgebed leider",
    ),
    Topic(
        "crime",
        "dealer* dealen rondbreng* geldezel drillen geronseld ronsel* uithaler* smokkel* inbreken straatroof pinpas drugsrunner plofkraak bivakmuts steekpartij drugskoerier cocainewasser* drugsdeal* drugslab wapenhandel katvanger hasj uithalen",
        "drugs pakje* pakket* tasje* envelop* wegbreng* bewaren verstoppen steel stelen jatten bankrekening schuld schulden uitkijk klusje* criminel*"
        " haven scooter bezorgen wapen bom bende container bewaren koerier adresje 100 200 500 1000 verdienen gestolen inbraak pinnen opslag kluis sporttas rugzak weed pillen contant cash iban rekeningnummer bezorging handel scooters helm bivak aanhouden klem koffertje knalde weggezet wegzetten ontplofte geklikt verklikt verlinkt snitch",
    ),
    Topic(
        "worked",
        "verhuurd verhuren slaaf slavin uitbuit* uitgebuit bedelen",
        "werken gewerkt verkopen verkocht klanten klant restaurant schoonmaken afwassen zaak nagelstudio kassen loon hele baas uren nacht poetsen magazijn tippelt tippelen visafslag borden wasserij tuinbouw bouw sjouwen huishoudster bediening straatverkoop verkoopt verhuurt uitgeleend uitleent klus",
    ),
    Topic(
        "war",
        "lijken lijk onthoofd* smokkelaar* mensensmok* gemarteld soldaten terugsturen onderduiken folter* marteling smokkelde",
        "bommen schieten soldaat raketten sirene* verdronken boot bootje grens flashback* uitzetten uitgezet doden verdronk gevlucht boten knal knallen sirene helikopter",
    ),
    Topic(
        "thin",
        "anorexia boulimia eetstoornis* laxeer* sondevoeding vreetbui* calorie* overgeven",
        "afvallen afgevallen kilo kilos dun dunner mager spugen spuug keel weeg gewicht kots kotsen eet ijsklont* vinger snoep slik eetlijst ribben duizelig bewegen sporten lunch weggooi* verstop* spuug maagzuur ondergewicht schuldig ijsblokjes appels stiekem overslaan dieet sportschool uitkotsen lunch eetbui buikje broeken broekmaat hongergevoel",
    ),
    Topic(
        "bullied",
        "treiter* getreiterd bespuugd haatgroep afpers* sloot",
        "pest pesters uitlach* uitgelachen spuug* spugen buitensluit* buitengesloten roddel* opwacht* afmaken groepsapp wacht neppe haatberichten kluis duwen sneeuw uitgescholden groepschat snapgroep doelwit zwijn kauwgom treiteraars bedreigen dwingen filmen vernederen slaaf ",
    ),
    Topic(
        "blackout",
        "bewusteloos buitenwesten gedrogeerd drogeer* blackout verdoofd",
        "weggevallen flauwgevallen herinner* slaapmiddel drankje rits wakker drinken weggeraakt zwart  bijgekomen wakkergeworden gekneveld prikje",
    ),
    Topic("animal", "", "poes poezen kat katten hond konijn cavia hamster huisdier puppy"),
    Topic(
        "happened",
        "",
        "gebeurd gebeurt gebeurde gedaan doet deed deden doen iets dingen zoiets zo weer nieuwe gemaakt zegt zei zeggen gezegd noemt",
    ),
    Topic(
        "averse",
        "",
        "liever ergste nergens zolang mogelijk uitstellen erger vreselijk hel haat gevangenis opgelucht heen",
    ),
    Topic(
        "covers",
        "",
        "mouwen trui sjaal zonnebril col pet capuchon schmink verband coltrui handschoenen foundation omkleden",
    ),
    # -- how it is told
    Topic(
        "often",
        "altijd elke iedere steeds vaak soms weer nooit dagen weken maanden sinds al telkens meestal constant snachts gister gisteren vannacht vanavond laatst toen",
    ),
    Topic(
        "hidden",
        "geheim* stiekem verzwijg* zwijgen zwijg vertel* vertelt verteld doorvertel* verklik* verraden liegen lieg gelogen zogenaamd smoes* verberg* geloofd"
        " niemand weten wist wisten beloven verzinnen verklap* zweren gezworen verborgen geheimhoud* verzwegen verstopt",
    ),
    Topic("when", "als wanneer zodra totdat tot zodat terwijl voordat anders sinds want"),
    Topic("not", "niet nie nooit niks niets geen niemand zonder"),
)
