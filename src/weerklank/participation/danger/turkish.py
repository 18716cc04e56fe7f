"""What children write in Turkish, with and without its own letters."""

from weerklank.participation.danger import Phrases, SignalKind

WHO = "babam|annem|abim|ağabeyim|ablam|amcam|dayım|dedem|teyzem|halam|öğretmenim|öğretmen|antrenör*|komşu*|adam|biri|o|onlar|eniştem|kuzenim|sevgilim|erkek"
PARENT = "babam|annem|babamı|annemi|ailem|anne|baba|üvey"

PHRASES: Phrases = {
    SignalKind.SELF_HARM: (
        "ölmek|ölümü istiyorum|isterdim|isterim|istiyom",
        "~ yaşamak|yaşamaktan|hayattan|yaşamam istemiyorum|istemiyom|bıktım|anlamsız|istemedi*",
        "~ kendimi|kendime|bileğimi|kolumu|bileklerimi kes*|öldür*|as*|yak*|zarar|çiz*|ver*",
        "intihar*|canıma",
        "~ keşke|hiç doğma*|olmasa*|ölse*|ölsem",
        "~ ben olmasam|olmasaydım daha|iyi|mutlu",
        "~ hayat*|yaşama* anlam* yok|kalmadı",
        "uyanmak istemiyorum",
    ),
    SignalKind.VIOLENCE: (
        "döv*|dövüyor|dövdü|dövüyorlar beni|bizi|annemi",
        "~ beni|bizi|annemi|kardeşimi|bana dövüyor*|döv*|tekmel*|yumruk*|tokat*|boğ*|it*|tehdit*|vuruyor*|vurdu|vuruyorlar",
        "~ dayak|şiddet yiyorum|yedim|yiyoruz|evde|görüyorum|babam|annem",
        "babamdan|annemden|abimden|amcamdan|dayımdan|üvey|ondan|evden|ağabeyimden korkuyorum|korkuyom",
        "~ morluk*|mor kolum*|vücud*|yüzüm*|gözüm*|var",
        "~ bıçak*|silah*|kemer* babam|beni|bana|annem|abim|tehdit*|vur*",
    ),
    SignalKind.SEXUAL: (
        f"~ {WHO} dokun*|elliyor*|okşu* bana|beni|vücud*|yerlerim*",
        "~~ bana|beni dokunuyor*|dokundu|elliyor*|elledi",
        "tecavüz*|taciz*|istismar*|sapık*|pedofil*",
        "~ çıplak*|çıplağ*|soyun* foto*|resim*|video*|istiyor*|mecbur|zorl*|bana",
        "~ soyun* beni|bana|zorl*|istiyor*|dedi",
        "~ seks beni|benimle|zorl*",
        "~ sır* kimseye söyleme*|bizim|aramızda",
    ),
    SignalKind.DANGER: (
        "~ yardım bana|bize edin|et|lütfen|edebilir !ödev*|matematik",
        "imdat|kurtarın|kurtarin|kurtar",
        "~ güvende|güvenli değil*|hissetm* evde|ev|burada|ben|evim !yol|sokak|bisiklet",
        "~ tehlike* içindeyim|deyim|ben|biz !trafik|yol",
        "~ evden kaç* !kedi",
        "~ zorla*|zorlu* evlen*|evlendir*|evleneceğim",
        "~ evlendir* beni|zorla|istiyor*",
        "~ kilitli*|kapat*|hapset*|kapatıyor* beni|bizi|odaya|bodrum*",
        "~ öldür* beni|bizi|annemi !oyun*|sivrisinek",
        "~ takip beni ediyor*|adam|biri !instagram",
        "~ eve gitme*|dönme* korkuyorum|istemiyorum|korku*",
        "~ uyuşturucu* sat*|taşı* zorl*|beni|bana",
    ),
    SignalKind.NEGLECT: (
        "~ yemek|yiyecek|ekmek yok|bulamıyor* evde|ev|bizde|hiç|günlerdir !okul*|kantin*",
        "~ açım|aç|açız gün|hep|sürekli|her|yatıyorum|yatıyoruz|kalıyorum !kapı*",
        "~ arabada|sokakta|parkta|dışarıda uyu*|yatıyor*|kalıyor* !tatil*|kamp*",
        "~ kimse bakmıyor*|ilgilenmiyor*|umursamıyor* bana|bize|benimle|beni",
        "~ annem|babam|ailem|anne|baba sarhoş*|içiyor*|alkol*|uyuşturucu* !çay|kahve|su",
        "~ yalnız|tek* evde|gece* bırak*|kalıyor*|günlerce|günlerdir|gece*",
        "~ annem|babam|ailem eve gelmiyor*|yok|hiç",
    ),
}
