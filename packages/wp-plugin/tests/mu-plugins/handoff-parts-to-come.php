<?php

/**
 * While the plugin is being written: modules and sources whose file is not there yet do nothing.
 */

declare(strict_types=1);

spl_autoload_register(
    static function (string $class): void {
        $module = preg_match('/^Handoff\\\\(Lifecycle|\w+\\\\\w+Module)$/', $class) === 1;
        $source = strpos($class, 'Handoff\\Sources\\') === 0;
        $path = '/handoff/includes/' . str_replace('\\', '/', substr($class, 8)) . '.php';
        if ((!$module && !$source) || is_file(WP_PLUGIN_DIR . $path)) {
            return;
        }
        $at = strrpos($class, '\\');
        $moduleBody = 'implements \Handoff\Module {
            public function register(\Handoff\Services $services): void {}
            public static function activate(): void {}
            public static function deactivate(): void {}
        }';
        $sourceBody = 'implements \Handoff\Sources\Source {
            public function slug(): string { return strtolower(basename(str_replace("\\\\", "/", __CLASS__))); }
            public function title(): string { return $this->slug(); }
            public function available(): bool { return false; }
            public function version(): ?string { return null; }
            public function types(): array { return []; }
            public function listen(\Handoff\Capture\Capture $capture): void {}
            public function forms(): array { return []; }
            public function keepsNoEntries(): ?string { return "not there yet"; }
            public function entriesSince(int $since, string $after, int $limit): \Handoff\Sources\EntryPage {
                return new \Handoff\Sources\EntryPage([], null);
            }
            public function countSince(int $since): ?int { return null; }
        }';
        $body = $module ? $moduleBody : $sourceBody;
        eval('namespace ' . substr($class, 0, $at) . '; class ' . substr($class, $at + 1) . ' ' . $body);
    }
);
