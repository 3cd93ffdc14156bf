import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An ext4 file system of its own whose power can be cut. */
export interface Disk {
  /** Where it is mounted. */
  path: string;
  /** Everything that has not reached the disk is lost, and nothing can be written any more. */
  cut: () => Promise<void>;
  /** Power is back: mounts it again, which recovers it as after a crash. Nothing may be open on it. */
  restore: () => Promise<void>;
  remove: () => Promise<void>;
}

/** `EXT4_IOC_SHUTDOWN` with `EXT4_GOING_FLAGS_NOLOGFLUSH`: not even the journal in memory is written. */
const CUT = `
import fcntl, os, struct, sys
fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587D, struct.pack('I', 2))
`;
const MEGABYTES = 256;

/** Makes such a disk, or says why this machine cannot: it takes root, loop devices, ext4's tools and python3. */
export async function createDisk(): Promise<Disk | { notRun: string }> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return { notRun: 'mounting a disk takes root on Linux' };
  const folder = await mkdtemp(join(tmpdir(), 'handoff-disk-'));
  const image = join(folder, 'image');
  const path = join(folder, 'mounted');
  let mounted = false;
  const mount = async () => {
    await run('mount', ['-o', 'loop', image, path]);
    mounted = true;
  };
  const unmount = async () => {
    if (mounted) await run('umount', [path]);
    mounted = false;
  };
  const disk: Disk = {
    path,
    cut: async () => void (await run('python3', ['-c', CUT, path])),
    restore: async () => {
      await unmount();
      await mount();
    },
    remove: async () => {
      await unmount();
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await mkdir(path);
    await run('truncate', ['-s', `${MEGABYTES}M`, image]);
    await run('mkfs.ext4', ['-q', '-F', image]);
    await mount();
    // Tried once before it counts.
    await disk.cut();
    await disk.restore();
    return disk;
  } catch (error) {
    await disk.remove();
    return { notRun: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
}
