// source: CWE-89 (https://cwe.mitre.org/data/definitions/89.html)
// why: What comes from outside is a parameter, a parsed number, a Guid, or only chooses one of some constants.
// expect: none

using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.HeldOut.HotelSearch;

public sealed record Hotel(Guid Id, string Name);

public interface IHotelSet
{
    IReadOnlyList<Hotel> FromSqlInterpolated(FormattableString sql);
}

public sealed class HotelSearch
{
    private readonly DbConnection _connection;
    private readonly IHotelSet _hotels;

    public HotelSearch(DbConnection connection, IHotelSet hotels)
    {
        _connection = connection;
        _hotels = hotels;
    }

    public IReadOnlyList<Hotel> Named(string name) => _hotels.FromSqlInterpolated($"select * from hotels where name = {name}");

    public async Task<string?> FirstAsync(string city, string sort, string page, CancellationToken cancellationToken)
    {
        var column = sort switch
        {
            "price" => "lowest_price",
            "stars" => "stars desc",
            _ => "name",
        };
        var offset = int.Parse(page, CultureInfo.InvariantCulture) * 20;
        await using var command = _connection.CreateCommand();
        command.CommandText = $"select name from hotels where city = @city order by {column} offset {offset}";
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@city";
        parameter.Value = city;
        command.Parameters.Add(parameter);
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    public DbCommand Delete(string id)
    {
        if (!Guid.TryParse(id, out var key))
        {
            throw new ArgumentException($"'{id}' is no id of a hotel.", nameof(id));
        }

        var command = _connection.CreateCommand();
        command.CommandText = "delete from hotels where id = '" + key + "'";
        return command;
    }
}
