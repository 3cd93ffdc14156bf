import type { Entry } from './entry.ts';

export const contact: readonly Entry[] = [
  {
    of: 'email',
    sure: `email, e mail, emails, email address, e mail address, mail address, mailaddress, emailaddress, email adress, eml, emailid, email id, electronic mail, your mail, email addr, email add, mail addr, confirm email, conf mail, mail confirm,
      mailadresse, e mail adresse, email adresse, emailadresse, adresse e mail, adresse email, adresse mail, adresse electronique, adresse de courriel, courriel, courrier electronique, adresse de messagerie,
      correo, correo electronico, direccion de correo, direccion de correo electronico, direccion de email, direccion email, cuenta de correo, posta elettronica, indirizzo email, indirizzo e mail, indirizzo di posta elettronica, indirizzo mail,
      endereco de email, endereco de e mail, endereco eletronico, correio eletronico, correio electronico, электронная почта, электронной почты, электронный адрес, адрес электронной почты, эл почта, эл адрес, почта, имейл, емейл, e мейл,
      e mailadres, emailadres, adres e mail, adres email, poczta elektroniczna, eposta, e posta, e post, epost, sahkoposti, メール, メールアドレス, 电子邮件, 邮箱, 電子メール, 전자 우편, 이메일, 이메일 주소, 电子邮箱, 邮箱地址, eメール, 電郵, електронна пошта, електрона пошта, surel, alamat email`,
    maybe: 'mail, mel, ящик, mailbox',
  },
  {
    of: 'phone',
    sure: `phone, fone, phone number, telephone, telephone number, mobile phone, mobile number, mobile no, cell phone, cellphone, cell number, cell, phonenumber, phone no, mobilephone, contact number, contact no, daytime phone, day phone, evening phone, callback number, call back number, tel no, tel number, tel national, whatsapp, whats app, tel nr, direct line, direct dial, direct phone, direct number, phone number to reach you, best number, number to reach you,
      telefon, telefonnummer, telefonnr, telefon nr, rufnummer, ruckrufnummer, handy, handynummer, mobil, mobil nr, mobilnr, tel mobil, telefon mobil, mobilnummer, mobiltelefon, mobilfunknummer, festnetz, durchwahl,
      numero de telephone, telephone portable, portable, telephone mobile, tel portable, tel mobile, numero de portable, num tel, no de telephone, n de telephone, n de tel, telefono, numero de telefono, telefono movil, movil, tlf, tfno, telf, celular, telefono celular, numero de celular, numero de movil, telefono de contacto,
      cellulare, numero di telefono, recapito telefonico, numero di cellulare, telefono fisso, telefone, telemovel, numero de telefone, numero de telemovel, telefone celular, telefone de contato, contacto telefonico,
      телефон, номер телефона, мобильный, nomor telepon, no hp, nomor hp, 휴대폰, 전화번호, 手机号, 手机号码, 携帯電話, мобильный телефон, контактный телефон, сотовый, сотовый телефон, telefoonnummer, telefoon, mobiel, numer telefonu, komorka, puhelin, puhelinnumero, telefonszam, 電話番号, 電話, 手机, 电话, cep telefonu, telefonu, 휴대폰번호, 전화 번호, 휴대 전화, 联系电话, 電話號碼, お電話番号, 携帯番号, telepon, handphone, nomor handphone, номер мобильного, n de mobile, numero de mobile`,
    maybe: 'tel, mobile, mob, cel, phn, phonenum, handset, ph, msisdn, numero tel, тел, landline',
  },
  {
    of: 'url',
    sure: `website, web site, url, web page, webpage, homepage, home page, site url, site web, your site, website address, website url, web address, page url, domain name, linkedin, linked in, linked in profile, linked in url, xing, webseite, internetseite, internetadresse, webadresse, site internet, adresse du site, sitio web, pagina web, direccion web, sito web, sito internet, sito, pagina internet, сайт, адрес сайта, веб сайт, ссылка, ссылка на сайт, strona internetowa, strona www, webpagina, webbplats`,
    maybe: 'site, www, web, link, domain',
  },
  {
    of: 'subject',
    sure: `subject, subject line, your subject, message subject, message title, mail subject, topic, regarding, reason for contact, reason for inquiry, nature of enquiry, nature of inquiry, what is your enquiry about, what is your inquiry about, what is this about, email subject, betreff, thema, anliegen, worum geht es, art der anfrage, art ihrer anfrage, nature de la demande, type de demande, tipo de consulta, tipo di richiesta, тип запроса, sujet, objet, objet du message, objet de votre message, motif, asunto, tema, motivo, motivo de contacto, oggetto, oggetto del messaggio, argomento, motivo del contatto, assunto, тема, тема сообщения, тема письма, тема обращения, предмет, onderwerp, temat, subiect, emne, amne, aihe, konu, 件名, 主题`,
    maybe: 'objekt',
  },
  {
    of: 'message',
    sure: `message, your message, comment, comments, comment or message, enquiry, inquiry, your enquiry, your question, question, questions, questions or comments, comments or questions, remarks, notes, note, additional information, additional comments, additional notes, description, describe your, project description, project details, tell us about, tell us more, how can we help, how can we help you, how may we help, how may we help you, what can we do for you, feedback, details, message body, anything else, special requests, special instructions, cover letter, order notes, order note, customer note, text of message,
      nachricht, ihre nachricht, mitteilung, anfrage, ihre anfrage, bemerkung, bemerkungen, kommentar, anmerkung, anmerkungen, frage, ihre frage, ihr anliegen, beschreibung, projektbeschreibung, notiz, hinweise, wie konnen wir ihnen helfen, wie konnen wir helfen, was konnen wir fur sie tun, freitext, zusatzliche informationen, zusatzliche angaben, zusatzinformationen, weitere informationen, weitere angaben, beschreiben sie, besondere wunsche, sonderwunsche, anschreiben, motivationsschreiben, nachrichtentext,
      votre message, commentaire, commentaires, demande, votre demande, question, remarque, remarques, precisions, comment pouvons nous vous aider, description du projet, votre projet, demandes particulieres, lettre de motivation, mensaje, su mensaje, comentario, comentarios, consulta, su consulta, pregunta, preguntas, observaciones, notas, descripcion, en que podemos ayudarle, en que podemos ayudarte, cuentanos, peticiones especiales, carta de presentacion, carta de motivacion, como podemos ayudarle,
      messaggio, il tuo messaggio, commento, commenti, richiesta, la tua richiesta, domanda, osservazioni, descrizione, come possiamo aiutarti, descrivi, richieste particolari, lettera di presentazione, lettera di motivazione, mensagem, sua mensagem, comentario, pergunta, duvida, observacoes, observacao, descricao, como podemos ajudar, descreva, pedidos especiais, carta de apresentacao,
      сообщение, ваше сообщение, комментарий, комментарии, текст сообщения, вопрос, ваш вопрос, примечание, запрос, описание, чем мы можем помочь, чем можем помочь, опишите, особые пожелания, пожелания, сопроводительное письмо, отзыв, bericht, uw bericht, opmerking, opmerkingen, wiadomosc, tresc wiadomosci, mesaj, meddelande, besked, melding, viesti, zprava, お問い合わせ内容, 留言`,
    maybe: 'body, comentar, content of message, memo, reason, motivation',
  },
  {
    of: 'consent',
    sure: `consent, i agree, i accept, i consent, i have read, agree to, privacy policy, privacy notice, data protection, gdpr, dsgvo, terms and conditions, terms of service, terms of use, acceptance, opt in, optin, marketing consent, newsletter consent, keep me informed, sign me up, sign up for our newsletter, subscribe to our newsletter, send me the newsletter, receive the newsletter, receive our newsletter, accepts marketing, i would like to receive, yes i want, mailing list,
      einwilligung, ich stimme, ich willige, ich akzeptiere, zustimmung, datenschutz, datenschutzerklarung, ich habe die, agb, newsletter abonnieren, newsletter anmeldung, newsletter erhalten, einverstandnis, consentement, j accepte, je consens, j autorise, politique de confidentialite, rgpd, conditions generales, je souhaite recevoir, recevoir la newsletter, acepto, consentimiento, he leido, politica de privacidad, aviso legal, aviso de privacidad, deseo recibir, quiero recibir, lopd,
      accetto, acconsento, consenso, autorizzo, ho letto, desidero ricevere, ricevere la newsletter, informativa sulla privacy, informativa privacy, trattamento dei dati, aceito, concordo, autorizo, li e aceito, politica de privacidade, lgpd, desejo receber, quero receber, receber a newsletter, согласие, я согласен, согласен, согласна, подписаться, подписаться на рассылку, получать рассылку, даю согласие, соглашаюсь, политика конфиденциальности, обработку персональных данных, персональных данных, akkoord, ga akkoord, toestemming, zgadzam sie, wyrazam zgode, zgoda`,
    maybe: 'agree, accept, terms, privacy, policy, newsletter',
  },
];
