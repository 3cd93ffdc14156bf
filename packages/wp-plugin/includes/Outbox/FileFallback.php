<?php

declare(strict_types=1);

namespace Handoff\Outbox;

use Handoff\Capture\Problem;

/**
 * Where events go when the database does not take them: files that only grow, one line an event, until a sweep brings
 * the lines into the table. They are PHP files that end at once, so a web server that ignores .htaccess shows nothing.
 *
 * `waiting-<site>.php` is written to; a sweep renames it to `moved-<site>-….php` before it reads, so that a visitor
 * never waits for a sweep; lines no program can read are put aside in `damaged-<site>.php`.
 */
final class FileFallback
{
    private const HEAD = "<?php exit; ?>\n";
    /** After so many lines that could not be taken the rest of a file is left for the next sweep. */
    private const GIVE_UP = 3;

    private FallbackFolder $folder;

    public function __construct(?FallbackFolder $folder = null)
    {
        $this->folder = $folder ?? new FallbackFolder();
    }

    /** Adds one line (without its end). True once it is in the file. */
    public function append(string $line): bool
    {
        return $this->appendTo('waiting-' . get_current_blog_id() . '.php', $line);
    }

    /** How many events wait in the files of this site. */
    public function count(): int
    {
        $count = 0;
        foreach ($this->files() as $path) {
            $handle = @fopen($path, 'rb');
            while ($handle !== false && ($line = fgets($handle)) !== false) {
                $count += trim($line) === '' || $line === self::HEAD ? 0 : 1;
            }
            $handle === false || fclose($handle);
        }
        return $count;
    }

    /** When the event at the head of a file was kept, in Unix seconds; of all files the earliest, null where none waits. */
    public function oldest(): ?int
    {
        $times = array_filter(array_map([self::class, 'head'], $this->files()));
        return $times === [] ? null : min($times);
    }

    /**
     * Gives each event to `$take`, which says whether it is safe elsewhere; what is not stays for the next time. Two
     * sweeps at once do not read the same file.
     *
     * @param callable(Entry): bool $take
     *
     * @return int How many were taken.
     */
    public function drain(callable $take): int
    {
        foreach ($this->files('waiting') as $path) {
            $this->moveAway($path);
        }
        $taken = 0;
        foreach ($this->files('moved') as $path) {
            $handle = @fopen($path, 'rb');
            if ($handle === false) {
                continue;
            }
            if (flock($handle, LOCK_EX | LOCK_NB)) {
                $taken += $this->drainFile($handle, $path, $take);
            }
            fclose($handle);
        }
        return $taken;
    }

    /** Deletes what is kept for this site, damaged lines included. */
    public function remove(): void
    {
        $site = get_current_blog_id();
        foreach ($this->folder->all() as $folder) {
            foreach (preg_grep("/^(waiting|damaged|moved|new-moved)-{$site}[.-]/", @scandir($folder) ?: []) as $name) {
                @unlink("$folder/$name");
            }
            $this->folder->removeIfEmpty($folder);
        }
    }

    private static function head(string $path): ?int
    {
        $handle = @fopen($path, 'rb');
        $entry = null;
        while ($handle !== false && $entry === null && ($line = fgets($handle)) !== false) {
            $entry = Entry::fromLine($line);
        }
        $handle === false || fclose($handle);
        return $entry === null ? null : $entry->createdAt;
    }

    /** @param resource $handle */
    private function drainFile($handle, string $path, callable $take): int
    {
        $taken = 0;
        $failed = [];
        $untried = [];
        while (($line = fgets($handle)) !== false) {
            if (trim($line) === '' || $line === self::HEAD) {
                continue;
            }
            $entry = Entry::fromLine($line);
            if (count($failed) >= self::GIVE_UP) {
                $untried[] = $line;
            } elseif ($entry === null ? $this->putAside($line) : $take($entry)) {
                $taken += $entry === null ? 0 : 1;
            } else {
                $failed[] = $line;
            }
        }
        $this->keep($path, array_merge($untried, $failed));
        return $taken;
    }

    /**
     * Leaves these lines in a moved file.
     *
     * @param string[] $lines Those that failed last, so that they do not keep the others from being tried.
     */
    private function keep(string $path, array $lines): void
    {
        if ($lines === []) {
            @unlink($path);
            return;
        }
        $new = dirname($path) . '/new-' . basename($path);
        $text = self::HEAD . implode('', $lines);
        if (@file_put_contents($new, $text) === strlen($text)) {
            @rename($new, $path);
        }
    }

    private function putAside(string $line): bool
    {
        Problem::say('A line of the fallback file is damaged; it was put aside in its folder.');
        return $this->appendTo('damaged-' . get_current_blog_id() . '.php', rtrim($line, "\n"));
    }

    /** Under the lock that writers take, so that each line is either in the file moved or in the next one. */
    private function moveAway(string $path): void
    {
        $handle = @fopen($path, 'rb');
        if ($handle === false) {
            return;
        }
        if (flock($handle, LOCK_EX) && self::isStill($path, $handle)) {
            $name = 'moved-' . get_current_blog_id() . '-' . bin2hex(random_bytes(8)) . '.php';
            @rename($path, dirname($path) . '/' . $name);
        }
        fclose($handle);
    }

    private function appendTo(string $name, string $line): bool
    {
        foreach ($this->folder->all() as $folder) {
            if ($this->write("$folder/$name", $line)) {
                return true;
            }
        }
        $folder = $this->folder->make();
        return $folder !== null && $this->write("$folder/$name", $line);
    }

    private function write(string $path, string $line): bool
    {
        for ($try = 0; $try < 5; $try++) {
            $handle = @fopen($path, 'ab+');
            if ($handle === false) {
                return false;
            }
            $locked = flock($handle, LOCK_EX);
            $done = $locked && self::isStill($path, $handle) ? self::writeLine($handle, $line) : null;
            fclose($handle);
            if (!$locked || $done !== null) {
                return $done === true;
            }
        }
        return false;
    }

    /**
     * Whether the path still names the open file: a sweep may have moved it away while we waited for the lock.
     *
     * @param resource $handle
     */
    private static function isStill(string $path, $handle): bool
    {
        clearstatcache(true, $path);
        $named = @stat($path);
        $open = fstat($handle);
        return $named !== false && $open !== false && $named['ino'] === $open['ino'];
    }

    /** @param resource $handle */
    private static function writeLine($handle, string $line): bool
    {
        $size = fstat($handle)['size'];
        $before = $size === 0 ? self::HEAD : '';
        if ($size > 0 && fseek($handle, -1, SEEK_END) === 0 && fread($handle, 1) !== "\n") {
            $before = "\n"; // The writer before was ended half-way; its torn line must not swallow this one.
        }
        $text = $before . $line . "\n";
        if (@fwrite($handle, $text) === strlen($text) && fflush($handle)) {
            return true;
        }
        ftruncate($handle, $size);
        return false;
    }

    /**
     * This site's files that hold events.
     *
     * @param string $kind waiting, moved, or both where empty.
     *
     * @return string[]
     */
    private function files(string $kind = ''): array
    {
        $site = get_current_blog_id();
        $waiting = $kind === 'moved' ? '' : "waiting-$site\\.php|";
        $moved = $kind === 'waiting' ? '' : "moved-$site-[0-9a-f]{16}\\.php";
        $files = [];
        foreach ($this->folder->all() as $folder) {
            foreach (@scandir($folder) ?: [] as $name) {
                if (preg_match('/^(' . trim("$waiting$moved", '|') . ')$/', $name) === 1) {
                    $files[] = "$folder/$name";
                }
            }
        }
        return $files;
    }
}
