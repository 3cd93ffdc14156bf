import type { HealthAlert } from '../../api/health.ts';
import type { HealthPlace } from '../alerts/place.ts';
import { fill, type Translate } from '../translate.ts';
import type { HealthItem } from './items.ts';

/** One thing that is wrong: what it is about, what happened, and what to press. */
export interface HealthNeed {
  /** Null: it is about the workspace as a whole. */
  name: string | null;
  alert: HealthAlert;
  /** Null: it is dealt with elsewhere, as the alert says. */
  place: HealthPlace | null;
  todo: string;
}

/** What is wrong, problems before what soon will be. Findings are no needs. */
export function healthNeeds(items: readonly HealthItem[], alerts: readonly HealthAlert[], t: Translate): HealthNeed[] {
  const needs: HealthNeed[] = [
    ...alerts.filter(({ severity }) => severity !== 'finding').map((alert) => ({ name: null, alert, place: null, todo: '' })),
    ...items.flatMap(({ name, needs: own }) => own.map(({ alert, place }) => ({ name, alert, place, todo: todoOf(place, t) }))),
  ];
  return needs.toSorted((one, other) => Number(one.alert.severity !== 'problem') - Number(other.alert.severity !== 'problem'));
}

function todoOf(place: HealthPlace | null, t: Translate): string {
  switch (place?.screen) {
    case 'flow':
      return t('Open the flow');
    case 'connection':
      return t('Open the destination');
    case 'dead':
      return t('See why');
    case 'uncertain':
      return t('Check them');
    case 'quarantine':
      return t('Look through them');
    case 'services':
      return t('Open the rules');
    case undefined:
      return '';
  }
}

/** What is said where nothing has to be put in order: that all of it is cared for only where it is. */
export function nothingToOrder(items: readonly HealthItem[], t: Translate): string {
  return items.every(({ isCaredFor }) => isCaredFor)
    ? t('Everything has somebody who answers for it, and was looked through.')
    : t('There is nothing to put in order at present.');
}

/** How often one may be asked to look through things, in days; with the present choice where it is none of the usual. */
export function reviewChoices(days: number, t: Translate): { value: string; label: string }[] {
  const usual = [
    { value: '90', label: t('Every three months') },
    { value: '180', label: t('Every six months') },
    { value: '365', label: t('Once a year') },
    { value: '0', label: t('Never') },
  ];
  if (usual.some(({ value }) => value === String(days))) return usual;
  return [{ value: String(days), label: fill(t('Every {days} days'), { days }) }, ...usual];
}
