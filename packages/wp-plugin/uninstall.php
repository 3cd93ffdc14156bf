<?php

/**
 * WordPress loads this file alone when an administrator deletes the plugin.
 *
 * @package Handoff
 */

if (!defined('WP_UNINSTALL_PLUGIN')) {
    exit;
}

// Once: WP-CLI deactivates and deletes a plugin in one process, which has these already.
require_once __DIR__ . '/includes/requirements.php';

if (handoff_requirements_met()) {
    require_once __DIR__ . '/includes/autoload.php';
    Handoff\Lifecycle::uninstall();
}
