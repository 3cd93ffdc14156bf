<?php

/**
 * WordPress loads this file alone when an administrator deletes the plugin.
 *
 * @package Handoff
 */

if (!defined('WP_UNINSTALL_PLUGIN')) {
    exit;
}

require __DIR__ . '/includes/requirements.php';

if (handoff_requirements_met()) {
    require __DIR__ . '/includes/autoload.php';
    Handoff\Lifecycle::uninstall();
}
