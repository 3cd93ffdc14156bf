import type { Entry } from './entry.ts';

/**
 * What forms ask for most, in more languages: Vietnamese, Thai, Arabic, Persian, Hebrew, Greek, Hungarian, Finnish, Estonian, Latvian,
 * Lithuanian, Danish, Swedish, Norwegian, Croatian, Serbian, Slovenian, Slovak, Bulgarian, Ukrainian, Malay and traditional Chinese.
 */
export const moreLanguages: readonly Entry[] = [
  {
    of: 'fullName',
    sure: `họ và tên, họ tên, tên đầy đủ, tên của bạn, tên người nhận, họ và tên người nhận, ชื่อ นามสกุล, ชื่อและนามสกุล, ชื่อเต็ม, الاسم الكامل, الاسم بالكامل, الاسم الثلاثي, نام و نام خانوادگی, שם מלא, ονοματεπώνυμο, teljes név, koko nimi, täisnimi, vārds uzvārds, vardas pavardė, vardas ir pavardė, fulde navn, fullständigt namn, för och efternamn, for og efternavn, fornavn og etternavn, fullt navn, ime i prezime, ime in priimek, име и презиме, meno a priezvisko, jméno a příjmení, име и фамилия, повне ім я, піб, nama penuh, nama penerima, नाम, पूरा नाम, পুরো নাম, 真實姓名, 收件人姓名, 收件人, 收货人, 联系人, 真实姓名`,
    maybe: 'ชื่อ, الاسم, اسم, نام, שם, όνομα, név, meno, име, vardas, vārds',
  },
  {
    of: 'firstName',
    sure: `tên và tên đệm, tên đệm và tên, ชื่อจริง, الاسم الأول, שם פרטי, μικρό όνομα, keresztnév, utónév, eesnimi, osobno ime, krstné meno, prvo ime, nama pertama, förnamn, पहला नाम`,
    maybe: 'tên',
  },
  {
    of: 'lastName',
    sure: `นามสกุล, اسم العائلة, الاسم الأخير, الكنية, اللقب, نام خانوادگی, שם משפחה, επώνυμο, επίθετο, családi név, perekonnanimi, uzvārds, pavardė, priimek, презиме, nama keluarga, उपनाम, अंतिम नाम`,
    maybe: 'họ',
  },
  {
    of: 'email',
    sure: `thư điện tử, địa chỉ email, địa chỉ thư điện tử, อีเมล, อีเมล์, ที่อยู่อีเมล, البريد الإلكتروني, البريد الالكتروني, بريد إلكتروني, بريدك الإلكتروني, عنوان البريد الإلكتروني, الإيميل, الايميل, ایمیل, پست الکترونیک, پست الکترونیکی, דואל, דוא ל, אימייל, כתובת אימייל, כתובת מייל, דואר אלקטרוני, ηλεκτρονικό ταχυδρομείο, διεύθυνση email, διεύθυνση e mail, e mail cím, email cím, sähköpostiosoite, e posti aadress, e pasts, e pasta adrese, el paštas, el pašto adresas, e mailadresse, e postadress, e postadresse, epostadress, epostadresse, adresa e pošte, e pošta, elektronska pošta, elektronski naslov, e naslov, имејл, е пошта, имейл адрес, електронна поща, e mailová adresa, emailová adresa, електронна адреса, e mel, 電子郵件, 電子信箱, 信箱, ईमेल, ईमेल पता, ই মেইল`,
  },
  {
    of: 'phone',
    sure: `số điện thoại, điện thoại, di động, số di động, sđt, sdt, เบอร์โทร, เบอร์โทรศัพท์, หมายเลขโทรศัพท์, โทรศัพท์, เบอร์มือถือ, رقم الهاتف, الهاتف, رقم الجوال, الجوال, رقم الموبايل, الموبايل, رقم التلفون, رقم التليفون, هاتف, شماره موبایل, شماره تلفن, شماره همراه, موبایل, تلفن, טלפון, טלפון נייד, נייד, מספר טלפון, τηλέφωνο, κινητό, κινητό τηλέφωνο, αριθμός τηλεφώνου, telefonszám, mobilszám, matkapuhelin, telefoninumber, mobiil, tālrunis, tālruņa numurs, telefono numeris, telefonas, mobiltelefon, mobilnummer, telefonnummer, broj telefona, broj mobitela, mobitel, telefonska številka, телефонен номер, телефонско број, telefónne číslo, telefonní číslo, номер телефону, nombor telefon, no telp, no telepon, telefon numarası, cep telefonu numarası, cep no, gsm, nr telefonu, nr tel, telefon komórkowy, număr de telefon, număr telefon, nr telefon, 手機, 手機號碼, 行動電話, 联系方式, 聯絡電話, 연락처, 휴대폰 번호, 핸드폰, मोबाइल, मोबाइल नंबर, फ़ोन नंबर, फोन`,
  },
  {
    of: 'company',
    sure: `tên công ty, công ty, ชื่อบริษัท, บริษัท, اسم الشركة, الشركة, نام شرکت, שם החברה, חברה, επωνυμία, εταιρεία, cégnév, cég neve, yritys, yrityksen nimi, ettevõte, uzņēmums, įmonė, įmonės pavadinimas, virksomhedsnavn, firmanavn, företagsnamn, foretaksnavn, naziv tvrtke, tvrtka, naziv firme, podjetje, názov firmy, spoločnosť, název firmy, společnost, фирма, название фирмы, назва компанії, şirket adı, firma adı, denumire firmă, nume companie, 公司名稱`,
  },
  {
    of: 'street',
    sure: `địa chỉ, địa chỉ cụ thể, địa chỉ nhận hàng, số nhà, ที่อยู่, العنوان, عنوان الشارع, عنوان السكن, الشارع, آدرس, نشانی, כתובת, רחוב, διεύθυνση, οδός, οδός και αριθμός, utca, utca házszám, utca és házszám, utca hsz, lakcím, osoite, katuosoite, lähiosoite, aadress, tänav, adrese, iela, adresas, gatvė, adresse og husnummer, vej, vejnavn, gadenavn, gateadresse, gatuadress, ulica i broj, ulica i kućni broj, adresa i kućni broj, ulica in hišna številka, naslov, ulica a číslo, ulice a číslo, ulice a č p, ulice č p, улица и номер, вулиця, адреса, адреса доставки, açık adres, adres satırı 1, adresiniz, cadde, strada și numărul, strada nr, ulica nr domu, ulica i nr domu, ulica nr, jalan, 街道, 街道地址, 收货地址, 收件地址, पता, 詳細地址, 住所 1, 町名 番地, 丁目 番地`,
  },
  {
    of: 'street2',
    sure: `อาคาร, الطابق, رقم الشقة, الشقة, שקמה, emelet ajtó, adresni dodatak, adres satırı 2, daire, daire no, nr lokalu, numer lokalu, numer mieszkania, nr mieszkania, 建物名 部屋番号, 住所 2, 棟 樓`,
  },
  {
    of: 'city',
    sure: `thành phố, thị trấn, เมือง, المدينة, مدينة, شهر, עיר, יישוב, πόλη, település, helység, paikkakunta, postitoimipaikka, pilsēta, miestas, bynavn, postort, poststed, mjesto, mesto kraj, kraj naselje, obec, mesto obec, град, населено място, населений пункт, местоположение, населённый пункт, ilçe, il ilçe, bandar, 縣市, 所在城市, शहर, 市町村, 市区町村名`,
    maybe: 'by, stad, sted, grad, linn, kraj',
  },
  {
    of: 'province',
    sure: `tỉnh, tỉnh thành, tỉnh thành phố, tỉnh tp, จังหวัด, المحافظة, المنطقة, الولاية, استان, νομός, περιφέρεια, vármegye, maakunta, maakond, novads, apskritis, županija, pokrajina, kraj okres, област, область регіон, negeri, 省份 直辖市, 所在省, 都道府県名, राज्य`,
    maybe: 'il',
  },
  {
    of: 'postalCode',
    sure: `mã bưu điện, mã bưu chính, mã zip, รหัสไปรษณีย์, الرمز البريدي, كود البريد, کد پستی, כדפוס, מיקוד, ταχυδρομικός κώδικας, τ κ, τκ, irsz, irányítószám, postinumero, postiindeks, sihtnumber, pasta indekss, pašto kodas, postnr, postcode plaats, poštanski broj, poštna številka, poštové smerovacie číslo, пощенски код, poskod, 郵遞區號, 邮政编码, पिन कोड, रहने का पिन कोड`,
  },
  {
    of: 'country',
    sure: `quốc gia, đất nước, ประเทศ, الدولة, البلد, بلد الإقامة, کشور, מדינה, ארץ, χώρα, ország, riik, valsts, država, krajina, štát, země, държава, kraj pochodzenia, ülke seçiniz, 國家, 국적, देश`,
  },
  {
    of: 'birthday',
    sure: `ngày sinh, ngày tháng năm sinh, วันเกิด, วันเดือนปีเกิด, تاريخ الميلاد, تاریخ تولد, תאריך לידה, ημερομηνία γέννησης, születési dátum, születési idő, syntymäaika, syntymäpäivä, sünniaeg, sünnikuupäev, dzimšanas datums, gimimo data, fødselsdato, födelsedatum, fødselsdag, datum rođenja, datum rojstva, dátum narodenia, datum narození, дата на раждане, дата народження, tarikh lahir, tanggal lahir, doğum tarihi, data nașterii, 出生日期, 生日, 생년월일, 生年月日 西暦`,
  },
  {
    of: 'username',
    sure: `tên đăng nhập, tên tài khoản, tài khoản, tên người dùng, mã khách hàng, mã sinh viên, ชื่อผู้ใช้, ชื่อผู้ใช้งาน, บัญชีผู้ใช้, รหัสผู้ใช้, اسم المستخدم, اسم الدخول, معرف المستخدم, نام کاربری, شناسه کاربری, שם משתמש, קוד משתמש, όνομα χρήστη, felhasználói név, felhasználó, ügyfélszám, tunnus, kirjautumistunnus, kasutajanimi, kasutajatunnus, lietotājvārds, lietotāja vārds, vartotojo vardas, prisijungimo vardas, naudotojo vardas, bruger id, brugerid, användar id, användarid, bruker id, kundnummer, kundenummer, kundenr, korisničko ime, korisničko, корисничко име, uporabniško ime, потребителско име, používateľské meno, prihlasovacie meno, užívateľské meno, přihlašovací jméno, uživatel, uživatelské číslo, přihlašovací id, klientské číslo, ім я користувача, nama pengguna, nama pemakai, kullanıcı kodu, kullanıcı, müşteri numarası, müşteri no, üye no, nume utilizator, nume de utilizator, id logare, nazwa konta, numer identyfikacyjny, id klienta, 帳號, 帐号, 帳戶, 账户, 账户名, 用户账号, 登录名, 登录账号, 会员名, 会员账号, 使用者名稱, 用戶名, 用户名称, 学号, 工号, ユーザ名, ユーザーid, アカウント, アカウント名, 利用者id, 利用者番号, 顧客番号, お客さま番号, ログイン名, ニックネーム, 회원아이디, 회원 id, 사용자명, 사용자 아이디, 닉네임, उपयोगकर्ता नाम, यूज़र नाम`,
  },
  {
    of: 'password',
    sure: `mật khẩu, รหัสผ่าน, كلمة المرور, كلمة السر, الرقم السري, رمز عبور, گذرواژه, کلمه عبور, סיסמה, סיסמא, κωδικός πρόσβασης, κωδικός, parool, salasõna, slaptažodis, kodeord, lozinka, лозинка, geslo, парола, kata laluan, katalaluan, şifreniz, parola tekrar, passordet, 密碼, 登入密碼, 口令, 確認密碼, 确认密码, 旧密码, 新密码, 再次输入密码, パスワード確認, 新しいパスワード, 비밀 번호, 비밀번호 확인, पासवर्ड`,
  },
  {
    of: 'taxId',
    sure: `cccd, cmnd, số cmnd, số cccd, mã số thuế, เลขบัตรประชาชน, เลขประจำตัวประชาชน, رقم الهوية, الرقم القومي, رقم الإقامة, کد ملی, תעודת זהות, ת ז, מספר זהות, αφμ, αριθμός φορολογικού μητρώου, adószám, adóazonosító, henkilötunnus, isikukood, personas kods, asmens kodas, cpr nummer, cpr nr, cvr nummer, personnummer, personnr, organisationsnummer, organisasjonsnummer, orgnr, fødselsnummer, oib, jmbg, pib, emšo, davčna številka, rodné číslo, ičo, dič, ič dph, егн, еик, булстат, едрпоу, tc kimlik no, t c kimlik no, tc kimlik numarası, kimlik no, kimlik numarası, vergi no, vergi numarası, vergi dairesi, cnp, nomor ktp, npwp, 统一社会信用代码, 身份证号, 身份证号码, 身分證字號, 統一編號, 주민등록번호, 사업자등록번호, マイナンバー`,
  },
  {
    of: 'message',
    sure: `tin nhắn, nội dung, ghi chú, lời nhắn, ข้อความ, รายละเอียด, الرسالة, رسالتك, ملاحظات, پیام, توضیحات, הודעה, תוכן ההודעה, הערות, μήνυμα, σχόλια, üzenet, megjegyzés, viestisi, lisätiedot, sõnum, ziņa, ziņojums, žinutė, besked til os, meddelelse, poruka, napomena, sporočilo, správa, poznámka, съобщение, повідомлення, коментар, mesej, pesan, catatan, mesajınız, notunuz, uwagi, treść, observații, mesajul tău, 訊息, 備註, 备注, 内容, お問い合わせ, 備考, 메시지, 문의내용, 문의 내용`,
  },
  {
    of: 'subject',
    sure: `chủ đề, tiêu đề, หัวข้อ, เรื่อง, الموضوع, موضوع, עניין, נושא, θέμα, tárgy, aihe otsikko, teema, temats, predmet, tajuk, subjek, 主旨, 標題, 标题, 제목`,
  },
  {
    of: 'search',
    sure: `tìm kiếm, tìm, ค้นหา, بحث, ابحث, جستجو, חיפוש, חפש, αναζήτηση, keresés, haku, otsi, otsing, meklēt, paieška, ieškoti, søg, sök, søk, traži, pretraga, išči, hľadať, vyhledat, hledat, търсене, пошук, пошук товарів, cari, arama, caută, căutare, szukaj produktu, 搜索, 搜尋, 検索, 검색`,
  },
  {
    of: 'code',
    sure: `mã xác nhận, mã xác thực, mã otp, mã giảm giá, mã khuyến mãi, รหัสยืนยัน, รหัส otp, โค้ดส่วนลด, رمز التحقق, كود التحقق, رمز التأكيد, كود الخصم, کد تایید, کد تخفیف, קוד אימות, קוד קופון, κωδικός επαλήθευσης, κουπόνι, ellenőrző kód, kuponkód, vahvistuskoodi, alennuskoodi, kinnituskood, bekræftelseskode, rabatkode, verifieringskod, rabattkod, engangskode, bekreftelseskode, rabattkode, potvrdni kod, kod za popust, promo kod, overovací kód, ověřovací kód, slevový kód, zľavový kód, код за потвърждение, код за отстъпка, код підтвердження, kode verifikasi, kode otp, kode promo, kode voucher, doğrulama kodu, onay kodu, indirim kodu, kod rabatowy, kod promocyjny, kod weryfikacyjny, kod sms, cod promoțional, cod de verificare, cod reducere, 驗證碼, 短信验证码, 手机验证码, 短信号码, 邀请码, 优惠码, 優惠碼, 確認コード, クーポンコード, 인증 번호, 쿠폰, 추천인, giới tính, เพศ, الجنس, العمر, جنسیت, φύλο, sukupuoli, køn, kjønn, spol, jenis kelamin, cinsiyet, płeć, 性别, 性別, 年龄, 年齢, 성별, 나이`,
  },
  {
    of: 'choice',
    sure: `quận, huyện, quận huyện, phường, phường xã, ghi nhớ đăng nhập, nhớ mật khẩu, จดจำฉัน, تذكرني, مرا به خاطر بسپار, זכור אותי, να με θυμάσαι, emlékezz rám, muista minut, husk mig, husk meg, kom ihåg mig, zapamti me, zapamätať, zapamatovat, запомни ме, запам ятати мене, ingat saya, beni hatırla, zapamiętaj mnie, ține mă minte, 记住我, 记住密码, 自动登录, ログイン状態を保持, 자동 로그인, 로그인 상태 유지, mahalle, semt, kecamatan, kelurahan, desa kelurahan, rt rw, 区县, 县区, 鄉鎮市區, házszám, hišna številka, kućni broj, číslo domu, číslo popisné, č p, kapı no, bina no, tussenvoegsel, bairro, colonia, barrio`,
  },
  {
    of: 'consent',
    sure: `tôi đồng ý, đồng ý với, ฉันยอมรับ, أوافق, أوافق على, قوانین را, אני מסכים, אני מאשר, αποδέχομαι, συμφωνώ, elfogadom, hozzájárulok, hyväksyn, nõustun, piekrītu, sutinku, accepterer, godkänner, godtar, aksepterer, slažem se, prihvaćam, strinjam se, súhlasím, souhlasím, съгласен съм, приемам, погоджуюсь, saya setuju, kabul ediyorum, onaylıyorum, okudum, akceptuję, sunt de acord, 同意, 我已阅读并同意, 同意する, 동의합니다, 동의`,
  },
  {
    of: 'cardNumber',
    sure: `numer karty kredytowej, nr karty, číslo karty, číslo kreditní karty, kártyaszám, bankkártya száma, kart numarası, kart no, kredi kartı numarası, kortnummer, kortnr, kortin numero, αριθμός κάρτας, numărul cardului, număr card, số thẻ, رقم البطاقة, شماره کارت, หมายเลขบัตร, หมายเลขบัตรเครดิต, nomor kartu, nomor kartu kredit, no kartu, no kartu kredit, מספר כרטיס, номер картки, број картице, broj kartice, številka kartice`,
  },
  {
    of: 'cardName',
    sure: `imię i nazwisko na karcie, właściciel karty, posiadacz karty, jméno na kartě, držitel karty, kártyabirtokos neve, kártyán szereplő név, kart üzerindeki isim, kart sahibi, kart sahibinin adı, naam kaarthouder, naam op kaart, kaarthouder, kortinnehavare, namn på kortet, kortholder, kortholders navn, navn på kort, navn på kortet, kortinhaltija, kortinhaltijan nimi, όνομα κατόχου, titular card, numele de pe card, tên chủ thẻ, tên trên thẻ, الاسم على البطاقة, اسم حامل البطاقة, ชื่อบนบัตร, ชื่อผู้ถือบัตร, nama pada kartu, nama di kartu, nama tertera di kartu, nama pemegang kartu, שם בעל הכרטיס, ім я власника картки, ime na kartici`,
  },
  {
    of: 'expiration',
    sure: `data ważności karty, termin ważności, ważna do, platnost karty, platnost do, lejárat, lejárati dátum, son kullanma tarihi, son kullanma, giltig till, giltighetstid, utgångsdatum, udløbsdato, utløpsdato, gyldig til, voimassaolo, voimassa, ημερομηνία λήξης, data expirării, ngày hết hạn, تاريخ الانتهاء, تاریخ انقضا, تاريخ انتهاء الصلاحية, วันหมดอายุ, masa berlaku, תוקף, термін дії, datum isteka, vrijedi do, velja do`,
  },
  {
    of: 'cardSecurityCode',
    sure: `kod cvv, kod cvc, kod zabezpieczający, bezpečnostní kód, kontrolní kód, biztonsági kód, güvenlik kodu, güvenlik kodu cvv, veiligheidscode, säkerhetskod, sikkerhedskode, sikkerhetskode, kontrolcifre, turvakoodi, κωδικός ασφαλείας, cod de securitate, mã bảo mật, رمز الأمان, รหัสความปลอดภัย, kode keamanan, код безпеки`,
  },
  {
    of: 'expirationMonth',
    sure: `son kullanma ayı, miesiąc ważności, tháng hết hạn, شهر الانتهاء`,
    maybe: 'ay, tháng, الشهر, ماه, hónap, månad, måned, kuukausi, miesiąc, měsíc, mesiac, μήνας, bulan, เดือน, חודש, luna, mjesec, місяць',
  },
  {
    of: 'expirationYear',
    sure: `son kullanma yılı, rok ważności, năm hết hạn, سنة الانتهاء`,
    maybe: 'yıl, năm, السنة, سال, év, år, vuosi, rok, έτος, tahun, ปี, שנה, anul, godina, рік',
  },
];
