<?php

/**
 * A stand-in for the documented part of WP-CLI that our commands use: it remembers what was said instead of printing it.
 */

declare(strict_types=1);

// phpcs:disable PSR1.Classes.ClassDeclaration,Squiz.Classes.ValidClassName,PSR1.Methods.CamelCapsMethodName -- the names of what it stands for.
namespace WP_CLI {

    final class ExitException extends \Exception
    {
    }
}

namespace WP_CLI\Utils {

    /**
     * @param array<mixed> $items
     * @param string[]     $fields
     */
    function format_items(string $format, array $items, array $fields): void
    {
        \WP_CLI::$shown[] = [$format, array_map(
            static fn($item) => is_array($item) ? array_merge(array_flip($fields), array_intersect_key($item, array_flip($fields))) : $item,
            $items
        )];
    }
}

namespace {

    final class WP_CLI
    {
        /** @var array<string, object> */
        public static array $commands = [];

        /** What was said, as `success: Done.` @var string[] */
        public static array $said = [];

        /** What was shown as a list: the format and the items. @var array<int, array{0: string, 1: array<mixed>}> */
        public static array $shown = [];

        /** What the person answers to a question. */
        public static bool $confirms = true;

        public static function reset(): void
        {
            self::$commands = self::$said = self::$shown = [];
            self::$confirms = true;
        }

        public static function add_command(string $name, object $command): void
        {
            self::$commands[$name] = $command;
        }

        public static function log(string $words): void
        {
            self::$said[] = "log: $words";
        }

        public static function success(string $words): void
        {
            self::$said[] = "success: $words";
        }

        public static function warning(string $words): void
        {
            self::$said[] = "warning: $words";
        }

        /** As there, it ends the command. */
        public static function error(string $words): void
        {
            self::$said[] = "error: $words";
            throw new WP_CLI\ExitException($words, 1);
        }

        /** @param array<string, mixed> $options */
        public static function confirm(string $question, array $options = []): void
        {
            if (empty($options['yes'])) {
                self::$said[] = "asked: $question";
                if (!self::$confirms) {
                    throw new WP_CLI\ExitException('', 0);
                }
            }
        }
    }
}
