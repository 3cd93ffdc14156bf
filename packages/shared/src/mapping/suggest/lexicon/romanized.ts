import type { Entry } from './entry.ts';

/** Names that programmers give fields in Latin letters where the language is written in others: Japanese, Chinese, Korean, Russian, Greek. */
export const romanized: readonly Entry[] = [
  {
    of: 'fullName',
    sure: `shimei, simei, onamae, namae, xingming, user nm, mem nm, mb nm, mb name, cust nm, recv name, fio, onomateponimo, onomateponymo`,
    maybe: 'nm',
  },
  { of: 'firstName', sure: `name mei, first nm, imya, onoma`, maybe: 'mei' },
  { of: 'lastName', sure: `name sei, familiya, familija, eponimo, eponymo, epitheto`, maybe: 'sei, familia' },
  { of: 'middleName', sure: `otchestvo` },
  {
    of: 'username',
    sure: `yonghuming, yonghu, zhanghao, zhanghu, mb id, mem id, mbr id, memb id, usr id, cust id, login nm, user cd, kaiin no, kaiin id, onoma xristi`,
  },
  { of: 'password', sure: `mima, parol, kodikos, kouling, mb password, user pw, mem pw, mb pw, login pw, passwd conf` },
  { of: 'email', sure: `youxiang, dianziyoujian, pochta, elpochta, mb email, mail address 1, meru` },
  {
    of: 'phone',
    sure: `shouji, shoujihao, dianhua, denwa, denwabango, keitai, telefon nomer, mb hp, mb tel, hp no, hphone, handphone no, tilefono, kinito`,
  },
  { of: 'street', sure: `dizhi, xiangxidizhi, jusho, juusho, jyusho, ulitsa, banchi, diefthinsi, dieythynsi, odos` },
  { of: 'street2', sure: `tatemono, tatemonomei, kvartira` },
  { of: 'city', sure: `chengshi, shikuchoson, shichoson, gorod`, maybe: 'shi' },
  {
    of: 'province',
    sure: `shengfen, todofuken, todouhuken, todofuken cd, ken cd, pref code, prefcode, pref cd, prefecture code, oblast`,
    maybe: 'pref, sheng',
  },
  { of: 'postalCode', sure: `youbian, yubin, yubinbango, yuubin, zip 1, zip 2`, maybe: 'tk, indeks' },
  { of: 'country', sure: `guojia, kuni, strana, xora` },
  { of: 'birthday', sure: `seinengappi, shengri, data rozhdeniya, rozhdenie, birthymd, birth ymd` },
  { of: 'company', sure: `gongsi, kaisha, kaishamei, kompaniya` },
  { of: 'code', sure: `yanzhengma, shengfenzheng, seibetsu, xingbie, auth no, cert no` },
  { of: 'choice', sure: `sei kana, mei kana, name kana, kana, furigana, hurigana, sei kn, mei kn` },
];
