<?php

declare(strict_types=1);

namespace Handoff\Tests\Settings;

use Handoff\Settings\Capabilities;
use Handoff\Settings\InvalidSettings;
use Handoff\Settings\Rules;
use Handoff\Settings\Settings;
use Handoff\Tests\TestCase;

final class SettingsTest extends TestCase
{
    public function testEverythingIsCapturedUnlessTheOwnerChoseOtherwise(): void
    {
        $settings = $this->services()->settings();
        self::assertTrue($settings->sourceEnabled('contact-form-7'));
        self::assertTrue($settings->formEnabled('contact-form-7', '5'));
        $settings->setSource('contact-form-7', null, ['5' => false]);
        self::assertTrue($settings->sourceEnabled('contact-form-7'));
        self::assertFalse($settings->formEnabled('contact-form-7', '5'));
        self::assertTrue($settings->formEnabled('contact-form-7', '6'));
        self::assertTrue($settings->formEnabled('wpforms', '5'));
        $settings->setSource('contact-form-7', false, ['6' => true]);
        self::assertFalse($settings->sourceEnabled('contact-form-7'));
        self::assertFalse($settings->formEnabled('contact-form-7', '5'));
        $settings->setSource('contact-form-7', true, ['5' => true]);
        self::assertTrue($settings->formEnabled('contact-form-7', '5'));
    }

    public function testSavesSomeAndKeepsTheRest(): void
    {
        $settings = $this->services()->settings();
        self::assertSame(Rules::defaults(), $settings->all());
        $saved = $settings->save(['retentionDays' => 90, 'alertEmails' => ['a@example.com', 'a@example.com']]);
        self::assertSame(90, $saved['retentionDays']);
        self::assertSame(['a@example.com'], $saved['alertEmails']);
        $settings->save(['sendIp' => false]);
        self::forgetServices();
        self::assertSame(
            ['retentionDays' => 90, 'alertEmails' => ['a@example.com'], 'sendIp' => false] + Rules::defaults(),
            array_replace(['retentionDays' => 0, 'alertEmails' => 0, 'sendIp' => 0], $this->services()->settings()->all())
        );
    }

    /** @dataProvider mistakes */
    public function testAMistakeChangesNothingAndSaysWhere(array $changes, array $paths): void
    {
        $settings = $this->services()->settings();
        try {
            $settings->save(['paused' => true] + $changes);
            self::fail('It was saved.');
        } catch (InvalidSettings $error) {
            self::assertSame($paths, array_column($error->problems, 'path'));
        }
        self::assertSame(Rules::defaults(), $settings->all());
    }

    public function mistakes(): array
    {
        return [
            [['retentionDays' => 2], ['/retentionDays']],
            [['retentionDays' => 366], ['/retentionDays']],
            [['retentionDays' => '30'], ['/retentionDays']],
            [['alertsOn' => 1, 'sendIp' => null], ['/alertsOn', '/sendIp']],
            [['alertEmails' => ['fine@example.com', 'not one', "x@example.com\r\nBcc: y@example.com"]], ['/alertEmails/1', '/alertEmails/2']],
            [['alertEmails' => ['odd!#$@example.com']], ['/alertEmails/0']],
            [['alertEmails' => array_fill(0, 11, 'a@example.com')], ['/alertEmails']],
            [['alertEmails' => 'a@example.com'], ['/alertEmails']],
            [['viewRoles' => ['editor', 'wizard'], 'manageRoles' => [5]], ['/viewRoles/1', '/manageRoles/0']],
            [['secret' => 'x'], ['/secret']],
        ];
    }

    public function testSpoiledOptionsFallBackToDefaults(): void
    {
        update_option(Settings::OPTION, 'x');
        update_option(Settings::SOURCES_OPTION, ['contact-form-7' => 'x']);
        $settings = $this->services()->settings();
        self::assertSame(Rules::defaults(), $settings->all());
        self::assertTrue($settings->formEnabled('contact-form-7', '1'));
        update_option(Settings::OPTION, ['retentionDays' => 'all', 'viewRoles' => ['gone', 'editor'], 'paused' => true]);
        self::assertSame([30, ['editor'], true], [
            $settings->all()['retentionDays'],
            $settings->all()['viewRoles'],
            $settings->all()['paused'],
        ]);
    }

    public function testWhatTwoRequestsChangeAtOnceHoldsForBoth(): void
    {
        $settings = $this->services()->settings();
        $settings->setSource('wpforms', null, ['1' => true]);
        $settings->save(['retentionDays' => 30]);
        get_option(Settings::OPTION); // Both requests have read before one of them writes.
        $this->meanwhile(Settings::SOURCES_OPTION, ['wpforms' => ['enabled' => true, 'forms' => ['1' => false]]]);
        $settings->setSource('gravity-forms', false, []);
        $this->meanwhile(Settings::OPTION, ['sendIp' => false]);
        $settings->save(['paused' => true]);

        wp_cache_flush();
        self::assertSame([false, false], [$settings->formEnabled('wpforms', '1'), $settings->sourceEnabled('gravity-forms')]);
        self::assertSame([false, true], [$settings->all()['sendIp'], $settings->all()['paused']]);
    }

    public function testARoleThatIsAwayForAWhileKeepsItsRight(): void
    {
        $settings = $this->services()->settings();
        add_role('shop_helper', 'Shop helper');
        $settings->save(['viewRoles' => ['shop_helper']]);
        remove_role('shop_helper');
        $settings->save(['paused' => true]);
        self::assertSame([], $settings->all()['viewRoles']);
        add_role('shop_helper', 'Shop helper');
        self::assertSame(['shop_helper'], $settings->all()['viewRoles']);
        remove_role('shop_helper');
    }

    public function testRolesGetWhatTheSettingsSay(): void
    {
        $settings = $this->services()->settings();
        Capabilities::grant($settings);
        self::assertSame([true, true], $this->mayOf('administrator'));
        self::assertSame([false, false], $this->mayOf('editor'));
        $settings->save(['viewRoles' => ['author'], 'manageRoles' => ['editor']]);
        self::assertSame([true, true], $this->mayOf('editor'));
        self::assertSame([true, false], $this->mayOf('author'));
        $settings->save(['manageRoles' => []]);
        self::assertSame([false, false], $this->mayOf('editor'));
        self::assertSame([true, true], $this->mayOf('administrator'));
        Capabilities::revoke();
        self::assertSame([false, false], $this->mayOf('administrator'));
        self::assertSame([false, false], $this->mayOf('author'));
    }

    public function testAdministratorsAreNotAmongTheRolesToChoose(): void
    {
        $roles = array_column(Capabilities::roles(), 'name', 'slug');
        self::assertSame('Editor', $roles['editor']);
        self::assertArrayNotHasKey('administrator', $roles);
    }

    /**
     * Another process writes an option just before this one does.
     *
     * @param array<string, mixed> $value
     */
    private function meanwhile(string $option, array $value): void
    {
        $write = static function (string $sql) use (&$write, $option, $value): string {
            global $wpdb;
            if (strpos($sql, 'UPDATE') === 0 && strpos($sql, "'$option'") !== false) {
                remove_filter('query', $write);
                $wpdb->update($wpdb->options, ['option_value' => serialize($value)], ['option_name' => $option]);
            }
            return $sql;
        };
        add_filter('query', $write);
    }

    /** @return bool[] Whether a role may see, and change. */
    private function mayOf(string $role): array
    {
        $this->actAs($role);
        return [current_user_can('handoff_view'), current_user_can('handoff_manage')];
    }
}
