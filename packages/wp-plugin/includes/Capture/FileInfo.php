<?php

declare(strict_types=1);

namespace Handoff\Capture;

/** Uploaded files as `{name, type, size}`: what they are, never where they lie. Members that are not known are left out. */
final class FileInfo
{
    /**
     * A member of `$_FILES`, of one file or of several.
     *
     * @param array<string, mixed> $upload
     *
     * @return array<int, array<string, mixed>>
     */
    public static function ofUpload(array $upload): array
    {
        $files = [];
        foreach ((array) ($upload['name'] ?? []) as $index => $name) {
            $size = ((array) ($upload['size'] ?? []))[$index] ?? null;
            if ((string) $name !== '') {
                $files[] = self::of((string) $name, is_numeric($size) ? (int) $size : null);
            }
        }
        return $files;
    }

    /**
     * Addresses or paths of stored files. Sizes are read where the file is in the site's own uploads.
     *
     * @param mixed $places One or a list; several in one text are separated by commas or line breaks.
     *
     * @return array<int, array<string, mixed>>
     */
    public static function ofPlaces($places): array
    {
        $files = [];
        foreach (is_array($places) ? $places : (array) preg_split('/\s*[,\n]\s*(?=https?:|\/|$)/', (string) $places) as $place) {
            if (is_string($place) && trim($place) !== '') {
                $path = self::localPath(trim($place));
                $files[] = self::of(self::nameIn(trim($place)), $path === null ? null : (int) filesize($path));
            }
        }
        return $files;
    }

    /**
     * @param mixed $ids One attachment's id or a list.
     *
     * @return array<int, array<string, mixed>>
     */
    public static function ofAttachments($ids): array
    {
        $files = [];
        foreach (wp_parse_id_list(is_array($ids) ? $ids : (string) $ids) as $id) {
            $path = get_attached_file($id);
            $files[] = is_string($path) && $path !== ''
                ? self::of(wp_basename($path), is_file($path) ? (int) filesize($path) : null)
                : ['name' => get_the_title($id)];
        }
        return $files;
    }

    /** @return array<string, mixed> */
    public static function of(string $name, ?int $size = null): array
    {
        $name = Text::clip(Text::clean(wp_basename(str_replace('\\', '/', $name))), 255);
        $type = wp_check_filetype($name)['type'];
        return array_filter(
            ['name' => $name, 'type' => $type === false ? null : $type, 'size' => $size],
            static fn($part): bool => $part !== null
        );
    }

    private static function nameIn(string $place): string
    {
        $path = wp_parse_url($place, PHP_URL_PATH);
        $name = rawurldecode(wp_basename(is_string($path) ? $path : ''));
        // Protected downloads carry the file's name in the query.
        if (strpos($name, '.') === false && preg_match('/[=\/]([^=&\/]+\.\w{2,5})(&|$)/', rawurldecode($place), $match) === 1) {
            return $match[1];
        }
        return $name;
    }

    /** The file in the uploads folder; null where the place is elsewhere. */
    private static function localPath(string $place): ?string
    {
        $uploads = wp_get_upload_dir();
        if (strpos($place, $uploads['baseurl'] . '/') === 0) {
            $place = $uploads['basedir'] . rawurldecode(explode('?', substr($place, strlen($uploads['baseurl'])))[0]);
        }
        $isInside = strpos($place, $uploads['basedir'] . '/') === 0 && strpos($place, '..') === false;
        return $isInside && is_file($place) ? $place : null;
    }
}
