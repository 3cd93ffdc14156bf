<?php

/**
 * While the plugin is being written: modules whose file is not there yet do nothing, and say so once a process.
 */

declare(strict_types=1);

spl_autoload_register(
    static function (string $class): void {
        if (!preg_match('/^Handoff\\\\(Lifecycle|\w+\\\\\w+Module)$/', $class)) {
            return;
        }
        if (is_file(WP_PLUGIN_DIR . '/handoff/includes/' . str_replace('\\', '/', substr($class, 8)) . '.php')) {
            return;
        }
        error_log("Not there yet: $class");
        $at = strrpos($class, '\\');
        eval(sprintf(
            'namespace %s; class %s implements \Handoff\Module {
                public function register(\Handoff\Services $services): void {}
                public static function activate(): void {}
                public static function deactivate(): void {}
            }',
            substr($class, 0, $at),
            substr($class, $at + 1)
        ));
    }
);
