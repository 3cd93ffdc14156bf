import { type Changes, changes, removes } from './change.ts';
import type { Scene } from './scene.ts';

const source = ({ at, site }: Scene) => ({ ...at, sourceId: site.sourceId });
const useAkismet = async (scene: Scene) => {
  const set = (on: boolean) =>
    scene.ask('setAkismet', { params: source(scene), body: { on, key: 'abc123def456', site: 'https://bloom.example' } });
  await set(true);
  return set;
};

export const screeningServicesChanges: Changes = {
  setAkismet: changes('screening_service.set', useAkismet, (_, set) => set(false)),
  setTurnstile: changes(
    'screening_service.set',
    (scene) => scene.ask('setTurnstile', { params: source(scene), body: { on: true, siteKey: '0xSITE', secret: '0xSECRET' } }),
    (scene) => scene.ask('setTurnstile', { params: source(scene), body: { on: false } }),
  ),
  forgetScreeningService: removes('screening_service.forgotten', useAkismet, (scene) =>
    scene.ask('forgetScreeningService', { params: { ...source(scene), service: 'akismet' } }),
  ),
};
