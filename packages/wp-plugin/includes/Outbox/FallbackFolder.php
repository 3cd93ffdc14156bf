<?php

declare(strict_types=1);

namespace Handoff\Outbox;

/**
 * Where the fallback files are: a folder with a name nobody can guess, closed to the web. Its name is kept nowhere (the
 * database may be what failed); it is found by how it begins.
 */
final class FallbackFolder
{
    private const PREFIX = 'handoff-outbox-';
    private const SILENCE = "<?php // Silence.\n";
    /** A place of its own: to look for it among hundreds of thousands of pictures would slow each admin page. */
    private const IN_UPLOADS = '/uploads/handoff';

    /** @var string[] */
    private array $places;

    /** @param string[]|null $places Where it may be; by default wp-content, and uploads on hosts that allow only that. */
    public function __construct(?array $places = null)
    {
        $this->places = $places ?? [WP_CONTENT_DIR, WP_CONTENT_DIR . self::IN_UPLOADS];
    }

    /** @return string[] The folders there are; usually none, more than one where two requests made one at once. */
    public function all(): array
    {
        $found = [];
        foreach ($this->places as $place) {
            foreach (@scandir($place) ?: [] as $name) {
                if (strpos($name, self::PREFIX) === 0 && is_dir("$place/$name")) {
                    $found[] = "$place/$name";
                }
            }
        }
        return $found;
    }

    /** Makes a folder; null where the site cannot write anywhere. */
    public function make(): ?string
    {
        foreach ($this->places as $place) {
            $folder = $place . '/' . self::PREFIX . bin2hex(random_bytes(16));
            if (!self::isThere($place) || !@mkdir($folder, 0700)) {
                continue;
            }
            @file_put_contents("$folder/index.php", self::SILENCE);
            @file_put_contents("$folder/.htaccess", self::closed());
            return $folder;
        }
        return null;
    }

    /** Removes a folder in which nothing is kept any more. */
    public function removeIfEmpty(string $folder): void
    {
        if (array_diff(@scandir($folder) ?: ['?'], ['.', '..', 'index.php', '.htaccess']) === []) {
            @unlink("$folder/index.php");
            @unlink("$folder/.htaccess");
            @rmdir($folder);
        }
        $place = dirname($folder);
        if (self::isOwn($place) && (@scandir($place) ?: []) === ['.', '..', 'index.php']) {
            @unlink("$place/index.php");
            @rmdir($place);
        }
    }

    private static function isThere(string $place): bool
    {
        if (!is_dir($place) && self::isOwn($place) && is_dir(dirname($place)) && @mkdir($place, 0755)) {
            @file_put_contents("$place/index.php", self::SILENCE);
        }
        return is_dir($place);
    }

    /** Whether nobody else keeps anything there. */
    private static function isOwn(string $place): bool
    {
        return substr($place, -strlen(self::IN_UPLOADS)) === self::IN_UPLOADS;
    }

    private static function closed(): string
    {
        return "<IfModule mod_authz_core.c>\nRequire all denied\n</IfModule>\n"
            . "<IfModule !mod_authz_core.c>\nOrder allow,deny\nDeny from all\n</IfModule>\n";
    }
}
