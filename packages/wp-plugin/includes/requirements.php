<?php

/**
 * This file and handoff.php keep to the grammar of PHP 5.2, so that an old site gets words instead of a blank page.
 *
 * @package Handoff
 */

if (!defined('ABSPATH')) {
    exit;
}

/**
 * Whether this site can run the plugin; if not, its administrators are told what to update and nothing else is loaded.
 *
 * @return bool
 */
function handoff_requirements_met()
{
    global $wp_version;
    if (version_compare(PHP_VERSION, '7.4', '>=') && version_compare($wp_version, '6.7', '>=')) {
        return true;
    }
    add_action('admin_notices', 'handoff_requirements_notice');
    add_action('network_admin_notices', 'handoff_requirements_notice');
    return false;
}

/**
 * Tells an administrator what is too old.
 *
 * @return void
 */
function handoff_requirements_notice()
{
    global $wp_version;
    if (!current_user_can('activate_plugins')) {
        return;
    }
    $message = sprintf(
        /* translators: 1: WordPress version in use, 2: PHP version in use. */
        __('Handoff needs WordPress 6.7 and PHP 7.4 or later; this site has WordPress %1$s and PHP %2$s. It captures and sends nothing until you update.', 'handoff'),
        $wp_version,
        PHP_VERSION
    );
    echo '<div class="notice notice-error"><p>' . esc_html($message) . '</p></div>';
}
