import { addGoogleSignIn, GOOGLE_ORIGINS, googleQuota, type GoogleSignIn } from '../../testing/google.ts';
import { createTwin, type ContractCheck, type RequestSeen, type Twin, type TwinOptions } from '../../testing/twin.ts';
import { SCOPE } from '../classify.ts';
import { addRoutes } from './routes.ts';
import { Workbook, type TwinCell } from './workbook.ts';

export const SPREADSHEET = '1twinTwinTwinTwinTwinTwinTwinTwinTwinTwin';
export const ACCESS_TOKEN = 'ya29.twin-sheets-access-token';

export interface SheetsTwinOptions extends TwinOptions {
  /** Tabs by name, each with its rows; one empty tab by default. */
  tabs?: Record<string, TwinCell[][]>;
  checkContract?: ContractCheck | undefined;
}

export interface SheetsTwin extends Twin {
  /** The rows of a tab, header included. */
  rows: (tab?: string) => TwinCell[][];
  /** Changes a tab as a person does in the browser. */
  edit: (change: (rows: TwinCell[][]) => void, tab?: string) => void;
  /** Makes of each appended value what it returns, as a validation or an add-on may. */
  alterAppended: (how: (value: TwinCell) => TwinCell) => void;
  signIn: GoogleSignIn;
}

/** A Google spreadsheet in memory: strict about what it takes, and failing in Google's own words. */
export function createSheetsTwin(options: SheetsTwinOptions = {}): SheetsTwin {
  const workbook = new Workbook(options.tabs ?? { Sheet1: [] });
  let signIn: GoogleSignIn | undefined;
  const twin = createTwin({
    origins: ['https://sheets.googleapis.com', ...GOOGLE_ORIGINS],
    routes: (app) => {
      signIn = addGoogleSignIn(app, ACCESS_TOKEN, `${SCOPE} https://www.googleapis.com/auth/userinfo.email`);
      addRoutes(app, workbook, { spreadsheet: SPREADSHEET, accepts: signIn.accepts });
    },
    snapshot: () => structuredClone(workbook.tabs.map(({ title, rows }) => ({ title, rows }))),
    limits,
    checkContract: options.checkContract,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  return {
    ...twin,
    rows: (tab) => structuredClone(workbook.tab(tab).rows),
    edit: (change, tab) => change(workbook.tab(tab).rows),
    alterAppended: (how) => void (workbook.alter = how),
    signIn: signIn!,
  };
}

/** Google counts reads and writes apart: 60 a minute for each account, 300 for the project. */
function limits({ method, path }: RequestSeen) {
  if (!path.startsWith('/v4/')) return [];
  const kind = method === 'GET' ? 'ReadRequests' : 'WriteRequests';
  return [googleQuota(`${kind}PerMinutePerUser`, 60), googleQuota(`${kind}PerMinutePerProject`, 300)];
}
