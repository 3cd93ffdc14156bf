<?php

declare(strict_types=1);

namespace Handoff\Tests\Admin;

use Handoff\Tests\TestCase;

final class ConnectorsTest extends TestCase
{
    /** @return mixed WordPress has connectors from 7.0 on; that an older one is unharmed is what all other tests show. */
    protected function runTest()
    {
        if (!function_exists('wp_get_connectors')) {
            return null;
        }
        return parent::runTest();
    }

    public function testOtherPluginsFindIt(): void
    {
        $connector = wp_get_connector('handoff');
        self::assertSame('Handoff', $connector['name']);
        self::assertSame(plugin_basename(HANDOFF_FILE), $connector['plugin']['file']);
    }

    public function testWordPressKeepsNoCredentialsForIt(): void
    {
        self::assertSame(['method' => 'none'], wp_get_connector('handoff')['authentication']);
        self::assertSame([], preg_grep('/handoff/', array_keys(get_registered_settings())));
    }
}
