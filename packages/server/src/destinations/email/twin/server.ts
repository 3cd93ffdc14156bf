import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { type SecureContextOptions, TLSSocket } from 'node:tls';

/** What the server does wrong in its next conversation. */
export interface SmtpFault {
  /** Where: on connecting, at a command, or at the end of the text (`text`: before it is kept, `kept`: after). */
  at: 'connect' | 'EHLO' | 'STARTTLS' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'text' | 'kept' | 'QUIT';
  /** A reply to give; or `hang` (no further word), `stall` (half a reply), `drop` (a closed connection). */
  does: string;
  onReached?: (() => void) | undefined;
}

export interface KeptMail {
  from: string;
  to: string[];
  /** The headers by their names in small letters, and the whole text. */
  headers: Record<string, string>;
  raw: string;
  secure: boolean;
  user: string | undefined;
}

export interface SmtpServerOptions {
  user: string;
  password: string;
  /** With a certificate the server offers STARTTLS and takes no sign-in before it. */
  tls?: SecureContextOptions;
  /** The largest text it takes, in bytes. */
  maxSize?: number;
}

export interface SmtpServer {
  mails: KeptMail[];
  /** What the client did against the protocol. */
  violations: string[];
  faults: SmtpFault[];
  conversations: () => number;
  /** How many have not ended. */
  open: () => number;
  port: () => Promise<number>;
  close: () => void;
}

/** A mail server in this process, on a port of its own: strict about the protocol, keeping what it takes. */
export function createSmtpServer(options: SmtpServerOptions): SmtpServer {
  const mails: KeptMail[] = [];
  const violations: string[] = [];
  const faults: SmtpFault[] = [];
  const sockets = new Set<Socket>();
  let conversations = 0;
  let server: Server | undefined;

  const accept = (socket: Socket) => {
    conversations += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    const fault = faults.shift();
    new Conversation({ options, mails, violations, fault }, socket).greet();
  };
  return {
    mails,
    violations,
    faults,
    conversations: () => conversations,
    open: () => sockets.size,
    port: async () => {
      if (server === undefined) {
        server = createServer(accept).listen(0, '127.0.0.1');
        server.unref();
        await once(server, 'listening');
      }
      if (!server.listening) await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server?.close();
    },
  };
}

interface Shared {
  options: SmtpServerOptions;
  mails: KeptMail[];
  violations: string[];
  fault: SmtpFault | undefined;
}

class Conversation {
  readonly #shared: Shared;
  #socket: Socket;
  #buffer = '';
  #text: string[] | undefined;
  #greeted = false;
  #user: string | undefined;
  #login: string[] | undefined;
  #from: string | undefined;
  #to: string[] = [];
  #silent = false;

  constructor(shared: Shared, socket: Socket) {
    this.#shared = shared;
    this.#socket = socket;
    this.#listen();
  }

  greet(): void {
    if (!this.#fails('connect')) this.#reply('220 mail.twin ESMTP');
  }

  #listen(): void {
    this.#socket.setEncoding('latin1');
    this.#socket.on('error', () => undefined);
    this.#socket.on('data', (chunk: string) => {
      this.#buffer += chunk;
      this.#readLines();
    });
  }

  #readLines(): void {
    for (let end = this.#buffer.indexOf('\n'); end !== -1 && !this.#silent; end = this.#buffer.indexOf('\n')) {
      const line = this.#buffer.slice(0, end + 1);
      this.#buffer = this.#buffer.slice(end + 1);
      if (!line.endsWith('\r\n')) this.#violated('a line ends without CR');
      if (line.length > 1000) this.#violated('a line is longer than 1000 characters');
      const bare = line.replace(/\r?\n$/, '');
      if (this.#text === undefined) this.#command(bare);
      else if (bare === '.') this.#endOfText(this.#text.splice(0));
      else this.#text.push(bare.startsWith('.') ? bare.slice(1) : bare);
    }
  }

  #command(line: string): void {
    if (this.#login !== undefined) return this.#loginStep(line);
    const verb = line.split(/[ :]/)[0]?.toUpperCase() ?? '';
    switch (verb) {
      case 'EHLO':
        return this.#ehlo();
      case 'STARTTLS':
        return this.#startTls();
      case 'AUTH':
        return this.#auth(line);
      case 'MAIL':
        return this.#mail(line);
      case 'RCPT':
        return this.#rcpt(line);
      case 'DATA':
        return this.#data();
      case 'QUIT':
        if (this.#fails('QUIT')) return;
        this.#reply('221 2.0.0 Bye');
        return void this.#socket.end();
      default:
        this.#violated(`unknown command "${verb}"`);
        this.#reply('502 5.5.1 Command not implemented');
    }
  }

  get #secure(): boolean {
    return this.#socket instanceof TLSSocket;
  }

  #ehlo(): void {
    this.#greeted = true;
    if (this.#fails('EHLO')) return;
    const { tls, maxSize = 10_000_000 } = this.#shared.options;
    const offers = [...(tls === undefined || this.#secure ? ['AUTH PLAIN LOGIN'] : ['STARTTLS']), '8BITMIME', `SIZE ${maxSize}`];
    this.#reply(['mail.twin', ...offers].map((offer, index, all) => `250${index === all.length - 1 ? ' ' : '-'}${offer}`).join('\r\n'));
  }

  #startTls(): void {
    if (this.#fails('STARTTLS')) return;
    if (this.#shared.options.tls === undefined || this.#secure) return this.#reply('502 5.5.1 Command not implemented');
    this.#reply('220 2.0.0 Ready to start TLS');
    this.#socket.removeAllListeners('data');
    this.#socket = new TLSSocket(this.#socket, { ...this.#shared.options.tls, isServer: true });
    this.#greeted = false;
    this.#listen();
  }

  #auth(line: string): void {
    if (this.#fails('AUTH')) return;
    if (this.#shared.options.tls !== undefined && !this.#secure) this.#violated('signed in without encryption');
    const [, method = '', initial] = line.split(' ');
    if (method.toUpperCase() === 'LOGIN') {
      this.#login = [];
      return this.#reply('334 VXNlcm5hbWU6');
    }
    const [, user = '', password = ''] = Buffer.from(initial ?? '', 'base64')
      .toString()
      .split('\0');
    this.#signIn(user, password);
  }

  #loginStep(line: string): void {
    const given = [...(this.#login ?? []), Buffer.from(line, 'base64').toString()];
    this.#login = given.length === 2 ? undefined : given;
    if (given.length === 1) this.#reply('334 UGFzc3dvcmQ6');
    else this.#signIn(given[0] ?? '', given[1] ?? '');
  }

  #signIn(user: string, password: string): void {
    if (user !== this.#shared.options.user || password !== this.#shared.options.password)
      return this.#reply('535 5.7.8 Authentication credentials invalid');
    this.#user = user;
    this.#reply('235 2.7.0 Authentication successful');
  }

  #mail(line: string): void {
    if (this.#fails('MAIL')) return;
    if (!this.#greeted) this.#violated('MAIL before EHLO');
    const [, from, size] = /^MAIL FROM:<([^<>\s]+@[^<>\s]+)>(?: SIZE=(\d+))?(?: BODY=8BITMIME)?$/.exec(line) ?? [];
    if (from === undefined) return this.#reply('501 5.5.4 Syntax: MAIL FROM:<address>');
    if (this.#user === undefined) return this.#reply('530 5.7.0 Authentication required');
    if (Number(size ?? 0) > (this.#shared.options.maxSize ?? 10_000_000)) return this.#reply('552 5.3.4 Message too big');
    this.#from = from;
    this.#reply('250 2.1.0 Ok');
  }

  #rcpt(line: string): void {
    if (this.#fails('RCPT')) return;
    if (this.#from === undefined) this.#violated('RCPT before MAIL');
    const to = /^RCPT TO:<([^<>\s]+@[^<>\s]+)>$/.exec(line)?.[1];
    if (to === undefined) return this.#reply('501 5.5.4 Syntax: RCPT TO:<address>');
    this.#to.push(to);
    this.#reply('250 2.1.5 Ok');
  }

  #data(): void {
    if (this.#fails('DATA')) return;
    if (this.#to.length === 0) return this.#reply('503 5.5.1 No recipient');
    this.#text = [];
    this.#reply('354 End data with <CR><LF>.<CR><LF>');
  }

  #endOfText(lines: string[]): void {
    this.#text = undefined;
    if (this.#fails('text')) return;
    const raw = lines.join('\r\n');
    const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
    const headers = Object.fromEntries(
      head.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    for (const name of ['from', 'to', 'subject', 'message-id', 'date', 'mime-version'])
      if (headers[name] === undefined) this.#violated(`the header ${name} is missing`);
    this.#shared.mails.push({ from: this.#from ?? '', to: this.#to.splice(0), headers, raw, secure: this.#secure, user: this.#user });
    this.#from = undefined;
    if (!this.#fails('kept')) this.#reply(`250 2.0.0 Ok: queued as ${this.#shared.mails.length}`);
  }

  /** Plays the fault of this conversation, where it is due. */
  #fails(at: SmtpFault['at']): boolean {
    const { fault } = this.#shared;
    if (fault?.at !== at) return false;
    this.#silent = fault.does === 'hang' || fault.does === 'stall' || fault.does === 'drop';
    if (fault.does === 'drop') this.#socket.destroy();
    else if (fault.does === 'stall') this.#socket.write('250-2.0.0 Ok: qu');
    else if (fault.does !== 'hang') this.#reply(fault.does);
    fault.onReached?.();
    return true;
  }

  #violated(what: string): void {
    this.#shared.violations.push(what);
  }

  #reply(text: string): void {
    this.#socket.write(`${text}\r\n`);
  }
}
