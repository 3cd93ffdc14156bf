<?php

/**
 * Handoff\Outbox\Sender lives in includes/Outbox/Sender.php.
 *
 * @package Handoff
 */

if (!defined('ABSPATH')) {
    exit;
}

spl_autoload_register(
    static function (string $class): void {
        if (strpos($class, 'Handoff\\') !== 0) {
            return;
        }
        $file = __DIR__ . '/' . str_replace('\\', '/', substr($class, 8)) . '.php';
        if (is_readable($file)) {
            require $file;
        }
    }
);
