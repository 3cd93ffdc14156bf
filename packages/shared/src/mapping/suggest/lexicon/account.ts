import type { Entry } from './entry.ts';

/** Accounts, cards, and what is no answer of a person at all: known so that it is not taken for something else. */
export const account: readonly Entry[] = [
  {
    of: 'username',
    sure: `username, user name, userid, user id, login name, loginname, login id, loginid, user login, login user, account name, nickname, nick name, nick, screen name, handle, member id, member number, membership number, membership no, membership id, customer number, customer id, client number, client id, user code, email or username, username or email, email or user name, username or email address, email address or username, email or phone, phone or email, email or phone number, phone number or email, email or mobile number, phone email or username, email username, username email, mail tel, tel mail, username or phone, email phone or username, identifier, account id, account number, access id, employee number, student id, signin name, sign in name, logon id, logon name, user no, user number, acct no, acct number, staff id, staff number, employee id, subscriber number, subscriber id, contract number, policy number, library card number, loyalty card number, loyalty card, rewards card number, membership card number, numero de carte de fidelite, carte de fidelite, tarjeta de fidelidad, carta fedelta, cartao fidelidade, kundenkartennummer, kundenkarte, patient id, personal id, personal number, cust no, customer no, member no, registration number, loyalty number, frequent flyer number, reward number, rewards number, login email, sso username,
      zugangsnummer, zugangskennung, zugangsdaten, anmeldekennung, login kennung, legitimations id, benutzername, benutzer name, nutzername, benutzerkennung, anmeldename, kundennummer, mitgliedsnummer, nutzerkennung, nom d utilisateur, nom utilisateur, identifiant, pseudo, pseudonyme, numero client, n client, utilisateur, nombre de usuario, usuario, nombre usuario, numero de cliente, nome utente, utente, codice utente, codice cliente, nome de usuario, nome de utilizador, usuario ou email, utilizador, логин, имя пользователя, пользователь, никнейм, учетная запись, логiн, gebruikersnaam, nazwa uzytkownika, uzytkownik, identyfikator, utilizator, anvandarnamn, brukernavn, brugernavn, kayttajatunnus, kullanici adi, uzivatelske jmeno, felhasznalonev, klantnummer, numer klienta, ユーザー名, ユーザid, ログインid, 会員番号, 会員id, お客様番号, 契約番号, 用户名, 账号, 아이디, 사용자 이름, mitgliedskennung, vertragsnummer, matricule, numero de contrat, codigo de usuario, codigo de cliente`,
    maybe:
      'login, logon, sign on, log, conta, cuenta, konto, compte, аккаунт, alias, subscriber, acct, member name, user, usr, uname, uid, kennung, benutzer, кабинет, account, userlogin, ident',
  },
  {
    of: 'password',
    sure: `password, passwd, pass word, passwort, kennwort, passcode, passphrase, pwd, passwrd, confirm password, new password, current password, mot de passe, motdepasse, mdp, contrasena, clave, clave de acceso, parola d ordine, senha, palavra passe, пароль, wachtwoord, haslo, parola, losenord, passord, adgangskode, salasana, sifre, heslo, jelszo, パスワード, 暗証番号, 密码, 비밀번호, pin number, member pin, secret key, пароль ещё раз, kata sandi, 登录密码, 패스워드, conf pin`,
    maybe: 'pass, pin, secret, psw, pw, passw',
  },
  {
    of: 'cardNumber',
    sure: `card number, cardnumber, debit card, credit debit card, debit credit card, credit or debit card, debit or credit card, credit card number, credit card, debit card number, creditcard, cc number, ccnumber, cc num, card no, card num, ccnum, cc no, number on card, credit card no, kartennummer, kreditkartennummer, kreditkarte, numero de carte, numero de la carte, numero carte, carte bancaire, carte de credit, numero de tarjeta, tarjeta de credito, numero della carta, numero carta, carta di credito, numero do cartao, cartao de credito, номер карты, номер банковской карты, номер кредитной карты, номер вашей карты, kaartnummer, numer karty, カード番号, 信用卡号码, 信用卡号, 卡号, 카드 번호, 카드번호, クレジットカード番号`,
    maybe: 'pan',
  },
  {
    of: 'cardName',
    sure: `name on card, name on credit card, cardholder, card holder, cardholder name, card holder name, card name, cardname, cc name, ccname, cc owner, card owner, cc holder, ccholder, account holder name, accountholder, account holder, holder name, name as it appears on card, name as on card, karteninhaber, name auf der karte, name des karteninhabers, kontoinhaber, titulaire, titulaire de la carte, nom sur la carte, nom du titulaire, titular, titular de la tarjeta, nombre en la tarjeta, nombre del titular, titolare, titolare della carta, intestatario, nome sulla carta, titular do cartao, nome no cartao, nome impresso no cartao, владелец карты, имя на карте, держатель карты, имя держателя карты, имя владельца карты, имя владельца, 持卡人姓名, 持卡人, カード名義人, カード名義, full name on card, print name on card, nome do cartao, nombre de la tarjeta, nom de la carte, nome della carta, nome titolare, name der karte, full name as it appears on card, full name as it appears on your card, name as it appears on your card, name shown on card, 카드 소유자`,
  },
  {
    of: 'cardSecurityCode',
    sure: `cvv, cvc, csc, c v v, c v c, cvs number, cvv number, cvc number, cvv 2, cvc 2, cvn, cid number, card security code, card verification, card verification number, card verification value, card code, card security number, credit card verification number, cvc cvv, cvv cvc, cc cid, cc csc, cc cvc, cc cvv, ccv, ccid, cvc code, cvv code, verification value, card cvc, prufnummer, prufziffer, kartenprufnummer, kartenprufziffer, cryptogramme, cryptogramme visuel, codigo cvv, codigo de seguridad de la tarjeta, codice cvv, код cvv, код cvc, cvd, cc verification, cc verification value, card security value, credit card security, credit card security code, credit card security value, credit card cin, security value, セキュリティコード, 安全码`,
    maybe:
      '3 digit code, 3 digits, 3 4 digit code, 3 or 4 digit code, 3 or 4 digits, last 3 digits, security code, security number, security no, sec code, secure code, sicherheitscode, code de securite, codigo de seguridad, codice di sicurezza, codigo de seguranca, код безопасности, cid',
  },
  {
    of: 'expiration',
    sure: `expiration date, expire date, expires date, expires on, date expires, valid date, expiry date, card expiry date, card expiration date, card exp date, card exp, cc exp date, cc expiry, cc expiry date, cc expiration, cc expiration date, credit card expiration, credit card expiry, exp date, expdate, expiration, expiry, card expiry, card expiration, cc exp, expiration month and year, mm yy, mm yyyy, mm aa, mm aaaa, mm jj, mm jjjj, mm rr, mm rrrr, мм гг, мм гггг, valid until, valid thru, valid through, exp month year, ablaufdatum, gultig bis, verfallsdatum, date d expiration, date expiration, expire le, fecha de vencimiento, fecha de caducidad, vencimiento, caducidad, scadenza, data di scadenza, data de validade, validade, data de vencimento, срок действия, срок действия карты, действительна до, vervaldatum, data waznosci, 有効期限, 有效期, 유효기간, termine validite, card expires, valid to`,
    maybe: 'exp, expires, ex date',
  },
  {
    of: 'expirationMonth',
    sure: `expiration month, expires month, expire month, expiry month, exp month, expiration date month, expiry date month, cc exp month, exp date month, cc month, ccmonth, exp mm, exp mo, card month, card exp month, card expiration month, card expiry month, credit card exp month, ablaufmonat, mois d expiration, mes de vencimiento, mes de caducidad, mese di scadenza, mes de validade, месяц окончания`,
    maybe: 'mm, month, monat, mois, mes, mese, месяц',
  },
  {
    of: 'expirationYear',
    sure: `expiration year, expires year, expire year, expiry year, exp year, expiration date year, expiry date year, expiration yr, cc exp year, exp date year, cc year, ccyear, exp yy, exp yr, card year, card exp year, card expiration year, card expiry year, credit card exp year, ablaufjahr, annee d expiration, ano de vencimiento, ano de caducidad, anno di scadenza, ano de validade, год окончания`,
    maybe: 'yy, yyyy, year, jahr, annee, ano, anno, год',
  },
  {
    of: 'captcha',
    sure: `captcha, letters and numbers below, letters below, characters below, type the letters, type the characters, recaptcha, g recaptcha response, captcha code, captcha word, hcaptcha, h captcha response, turnstile, are you human, are you a robot, security check, anti spam, antispam, quiz, spamschutz, sicherheitsfrage, anti robot, enter the characters, enter the text you see, characters in the image, code from image, код с картинки, капча, каптча, введите код с картинки, recopiez le code, codigo de la imagen, 画像認証, verification code hidden in the image, text shown above, code shown below, security code shown below, characters you see, введите текст с картинки, 验证码图片`,
  },
  {
    of: 'honeypot',
    sure: `honeypot, honey pot, gotcha, fake, leave this field empty, leave this field blank, leave blank, leave empty, leave this empty, leave this blank, keep this field empty, keep this field blank, keep this empty, keep this blank, do not fill, don t fill, should be left unchanged, if you are human leave, if you are a human, bot field, botfield, antibot, nicht ausfullen, bitte leer lassen, frei lassen, ne pas remplir, laissez ce champ vide, no rellenar, dejar vacio, dejar este campo vacio, non compilare, lasciare vuoto, nao preencher, deixe em branco, не заполняйте, оставьте пустым`,
    maybe: 'hp, ak hp',
  },
  {
    of: 'hidden',
    sure: `csrf, csrf token, xsrf, nonce, wpnonce, form token, authenticity token, viewstate, form id, post id, session id, referrer, referer, utm, utm source, utm medium, utm campaign, gclid, fbclid, user agent, ip address, timestamp, redirect, return url, wp http referer, unit tag`,
    maybe: 'token',
  },
  {
    of: 'search',
    sure: `search, search query, site search, suche, suchbegriff, suchen, recherche, rechercher, buscar, busqueda, cerca, ricerca, pesquisa, pesquisar, procurar, поиск, найти, zoeken, szukaj, keyword, keywords`,
    maybe: 'q, query, find',
  },
  {
    of: 'code',
    sure: `verification code, confirmation code, enter the code, code we sent, code sent to, the code, enter code, activation code, one time password, one time passcode, one time pin, sms passcode, one time code, otp, totp, two factor, 2 fa, twofactor, two factor code, authentication code, auth code, sms code, email code, phone code, access code, coupon, coupon code, promo code, promo, promotion code, discount code, voucher, voucher code, gift card, gift code, gift card number, gift card pin, iban, bic, swift, swift code, iban bic, kontonummer, blz, bankleitzahl, sort code, routing number, bank code, bank name, bank account, bank account number, branch code, numero de compte, numero de cuenta, conta bancaria, codigo de barras, invite code, invitation code, referral code, referral, email verification, email verification code, phone verification code, phone verification, single otp, security token, bypass code, last four digits, area code, extension, phone extension, phone ext, ext, dial code, calling code,
      bestatigungscode, gutschein, gutscheincode, rabattcode, aktionscode, einladungscode, code promo, code de verification, code de confirmation, bon de reduction, codigo de verificacion, codigo promocional, cupon, codigo de descuento, codice di verifica, codice sconto, codice promozionale, buono sconto, codigo de verificacao, cupom, codigo de desconto, промокод, код подтверждения, купон, код из смс, код из sms, issue number, issue date, age, alter, edad, eta, idade, возраст, gender, sex, geschlecht, sexe, genero, sesso, пол, language, sprache, langue, idioma, lingua, язык, captcha answer, security question, security answer, secret question, rating, file, upload, attachment, datei, fichier, archivo, allegato, arquivo, файл, dialing code, phone code, phone prefix, vorwahl, landervorwahl, landesvorwahl, indicatif, indicatif pays, prefisso, prefisso internazionale, prefijo, prefijo telefonico, ddi, ddd, coupon pin, 验证码, 認証コード, 인증번호, security questions, secret answer`,
    maybe: 'code',
  },
  {
    of: 'choice',
    sure: `remember me, fax, fax number, fax no, fax nr, telefax, faxnummer, numero de fax, numero fax, факс, house number, house no, house name, house name no, house name number, house name or number, tipo de via, tipo via, type de voie, zip 4, zip plus 4, initials, initial s, city or airport, airport, bag tag, bag tag number, sim card, sim card number, iccid, gift certificate, gift cert pin, gift certificate pin, emergency contact, emergency contact name, emergency phone, emergency contact phone, city of birth, place of birth, marital status, familienstand, etat civil, estado civil, stato civile, семейное положение, birth place, birthplace, birth city, birth country, nationality, geburtsland, geburtsname, nationalitat, luogo nascita, comune nascita, citta nascita, provincia nascita, comune di nascita, lugar nacimiento, pais nacimiento, local nascimento, lieu naissance, ville de naissance, pays de naissance, nationalite, nacionalidad, nazionalita, nacionalidade, гражданство, dogum yeri, miejsce urodzenia, country of birth, geburtsort, lieu de naissance, lugar de nacimiento, luogo di nascita, local de nascimento, место рождения, keep me signed in, keep me logged in, stay signed in, stay logged in, angemeldet bleiben, eingeloggt bleiben, se souvenir de moi, rester connecte, recordarme, recuerdame, ricordami, lembrar me, lembrar de mim, запомнить меня, how did you hear about us, how did you find us, wie haben sie von uns erfahren, comment nous avez vous connu, como nos conocio, come ci hai conosciuto, como nos conheceu, откуда вы о нас узнали, same as billing, same as shipping, payment method, shipping method, suffix, name suffix, mac address, wallet address, bitcoin address, contract address, address book, address name, preferred name, father s name, mother s name, fathers name, mothers name, father name, mother name, spouse name, spouse s name, guardian name, nom du pere, nom de la mere, nombre del padre, nombre de la madre, card nickname, card s nickname, hausnummer, hausnr, haus nr, strassennummer, strassennr, numero civico, huisnummer, numer domu, nr domu, numero exterior, numero da casa, номер дома, address nickname, adres başlığı, adres adı, identificacao do endereco, nome do endereco, nama alamat, nom de l adresse, nombre de la direccion, alias de la direccion, nome dell indirizzo, name der adresse, gift card pin, time zone, timezone, zeitzone, fuseau horaire, zona horaria, fuso orario, fuso horario, часовой пояс, pin reminder, password reminder, password hint, kennworthinweis, maiden name, mother s maiden name, mothers maiden name, ふりがな, フリガナ, カナ, かな, 氏名 カナ, お名前 カナ, mileage plan number`,
  },
];
