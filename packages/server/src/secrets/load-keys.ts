import { createKeyring, type Keyring } from './keyring.ts';
import { ensureKeyFile, readKeyFile } from './key-file.ts';

/**
 * The keyring of this installation: from the configuration, else from a key file beside the data, made on
 * first use. Whoever backs up the database needs the key file too.
 */
export async function loadKeyring(settings: { secretKeys: string[]; secretKeyFile: string }): Promise<Keyring> {
  return settings.secretKeys.length > 0 ? createKeyring(settings.secretKeys) : createFileKeyring(settings.secretKeyFile);
}

/**
 * A keyring over a key file. The file is read again before anything is sealed, and where it does not hold the
 * key of a sealed value: so a running server follows a rotation without a restart.
 */
async function createFileKeyring(file: string): Promise<Keyring> {
  let keyring = createKeyring(await ensureKeyFile(file));
  const refresh = async (): Promise<void> => {
    const keys = await readKeyFile(file);
    // A file that is gone for a moment takes no keys away from a server that runs.
    if (keys !== undefined && keys.length > 0) keyring = createKeyring(keys);
  };
  return {
    seal: async (plain) => {
      await refresh();
      return keyring.seal(plain);
    },
    open: async (sealed) => {
      if (!keyring.holdsKeyOf(sealed)) await refresh();
      return keyring.open(sealed);
    },
    isCurrent: (sealed) => keyring.isCurrent(sealed),
    holdsKeyOf: (sealed) => keyring.holdsKeyOf(sealed),
  };
}
