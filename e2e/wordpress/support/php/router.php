<?php

/**
 * The router of `php -S` for a WordPress site: files as they are, everything else to index.php, as a web server's rewrite would.
 */

$root = rtrim($_SERVER['DOCUMENT_ROOT'], '/');
$path = '/' . ltrim(rawurldecode((string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)), '/');
// The sites of a network in subfolders share the files of the first.
if (!file_exists($root . $path)) {
    $path = preg_replace('#^/[\w-]+(?=/wp-(?:admin|content|includes)(?:/|$)|/[\w-]+\.php$)#', '', $path);
}
if (is_dir($root . $path)) {
    if (substr($path, -1) !== '/') {
        header('Location: ' . strtok($_SERVER['REQUEST_URI'], '?') . '/', true, 301);
        return true;
    }
    $path .= 'index.php';
}
if (is_file($root . $path) && substr($path, -4) !== '.php') {
    return false;
}
$script = is_file($root . $path) ? $path : '/index.php';
$_SERVER['SCRIPT_NAME'] = $script;
$_SERVER['PHP_SELF'] = $script;
$_SERVER['SCRIPT_FILENAME'] = $root . $script;
chdir(dirname($root . $script));
require $root . $script;
