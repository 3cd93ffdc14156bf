<?php

/**
 * Plugin Name:       Handoff
 * Description:       Hands form submissions and orders to your CRM, e-mail, help-desk and accounting tools: once, mapped, filtered, and visibly.
 * Version:           0.1.0
 * Requires at least: 6.7
 * Requires PHP:      7.4
 * Author:            Handoff
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       handoff
 * Domain Path:       /languages
 *
 * @package Handoff
 */

if (!defined('ABSPATH')) {
    exit;
}

define('HANDOFF_FILE', __FILE__);

require __DIR__ . '/includes/requirements.php';

if (handoff_requirements_met()) {
    require __DIR__ . '/includes/autoload.php';
    require __DIR__ . '/includes/api.php';
    Handoff\Plugin::boot();
}
