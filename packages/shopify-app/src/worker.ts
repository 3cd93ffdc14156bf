/**
 * Work that is done in the background, apart from any request. `run` does what is due now, in short steps, and answers
 * when it next has something to do (epoch milliseconds; undefined: nothing known). It never throws for one shop's
 * trouble: that is noted on the shop or the row and tried again.
 */
export interface Task {
  name: string;
  run: () => Promise<{ did: number; nextAt: number | undefined }>;
}
