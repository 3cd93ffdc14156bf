/** 12345 as people read it: "12,345". */
export const count = (value: number): string => value.toLocaleString('en');

/** "1 site", "3 sites". */
export const counted = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`;
