// source: CWE-798 (https://cwe.mitre.org/data/definitions/798.html)
// why: names of settings, of variables and of headers are about secrets and are none; neither are gaps to be filled in
// expect: none

using System;
using System.Collections.Generic;

namespace Corpus.SecretSettings;

public static class SettingNames
{
    public const string PasswordSetting = "Database:Password";
    public const string ApiKeyVariable = "SHOP_API_KEY";
    public const string TokenHeader = "X-Auth-Token";
}

public sealed record DatabaseOptions
{
    public string Password { get; init; } = "";

    public string ConnectionString { get; init; } = "Server=localhost;Database=orders;Username=app;Password=${DB_PASSWORD}";

    public string ApiKey { get; init; } = "<your api key>";

    public string MaskedPassword { get; } = "********";
}

public sealed class Credentials
{
    public static DatabaseOptions Read(IReadOnlyDictionary<string, string> settings)
    {
        var password = Environment.GetEnvironmentVariable("DB_PASSWORD") ?? settings.GetValueOrDefault(SettingNames.PasswordSetting);
        return new DatabaseOptions { Password = password ?? throw new InvalidOperationException("The password of the database is not set.") };
    }
}
