// source: CWE-798 (https://cwe.mitre.org/data/definitions/798.html)
// why: keys whose shape gives them away lie in the code
// expect: security/hardcoded-secret 15
// expect: security/hardcoded-secret 21

using System;
using System.Net.Http;

namespace Corpus.StorageKeys;

internal sealed record StorageAccount(string Id, string Region);

internal static class StorageAccounts
{
    public static readonly StorageAccount Archive = new("AKIAQ3EGRV7XJ2LMZ5TW", "eu-central-1");

    public static HttpRequestMessage ListReleases(string repository)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"https://api.github.com/repos/{repository}/releases");
        request.Headers.Add("Accept", "application/vnd.github+json");
        request.Headers.Add("Authorization", "Bearer ghp_u7Rk2VbQ9xLs4TnW1mYc8ZdE5aGh3JpF6oKi");
        return request;
    }
}
