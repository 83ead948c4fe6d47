// source: CWE-295 (https://cwe.mitre.org/data/definitions/295.html)
// why: two handlers take any certificate, the second with a body of its own
// expect: security/certificate-check-disabled 15
// expect: security/certificate-check-disabled 21

using System;
using System.Net.Http;

namespace Corpus.CarrierClientTrustsAll;

public static class CarrierClients
{
    public static HttpClient Dhl() => new(new HttpClientHandler
    {
        ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
    });

    public static HttpClient Ups(TimeSpan timeout)
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            return true;
        };
        return new HttpClient(handler) { Timeout = timeout };
    }
}
