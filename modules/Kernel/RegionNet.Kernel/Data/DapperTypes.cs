using System.Data;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace RegionNet.Kernel;

/// <summary>
/// Settles once what Dapper does wrongly or not at all with PostgreSQL's types. Every <see cref="Db"/> does it; a seed that reads
/// records has none.
/// </summary>
public static class DapperTypes
{
    private static readonly Lock Gate = new();
    private static bool _registered;

    public static void Register()
    {
        lock (Gate)
        {
            if (_registered)
            {
                return;
            }
            _registered = true;
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            // Dapper maps DateTimeOffset to a DbType that ignores handlers until the built-in map is removed.
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new InstantHandler());
            SqlMapper.RemoveTypeMap(typeof(DateOnly));
            SqlMapper.RemoveTypeMap(typeof(DateOnly?));
            SqlMapper.AddTypeHandler(typeof(DateOnly), new DateHandler());
            SqlMapper.AddTypeHandler(typeof(Slot), new SlotHandler());
        }
    }

    /// <summary>
    /// Dapper hands a handler's nulls on in two ways: a parameter as <see cref="DBNull"/>, and a single value that is read, too.
    /// </summary>
    private abstract class Handler<T>(NpgsqlDbType type) : SqlMapper.ITypeHandler
        where T : struct
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = type;
            parameter.Value = value is T given ? Write(given) : DBNull.Value;
        }

        public object? Parse(Type destinationType, object value) => value is DBNull ? null : Read(value);

        protected abstract object Write(T value);

        protected abstract T Read(object value);
    }

    /// <summary>timestamptz, written in UTC as Npgsql demands and read in the business zone.</summary>
    private sealed class InstantHandler() : Handler<DateTimeOffset>(NpgsqlDbType.TimestampTz)
    {
        protected override object Write(DateTimeOffset value) => value.ToUniversalTime();

        protected override DateTimeOffset Read(object value) =>
            value switch
            {
                DateTime { Ticks: 0 } => DateTimeOffset.MinValue, // -infinity
                DateTime utc when utc == DateTime.MaxValue => DateTimeOffset.MaxValue, // infinity
                DateTimeOffset instant => BusinessTime.Local(instant),
                DateTime utc => BusinessTime.Local(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc))),
                _ => throw new InvalidCastException($"A timestamptz was read as {value.GetType()}."),
            };
    }

    private sealed class DateHandler() : Handler<DateOnly>(NpgsqlDbType.Date)
    {
        protected override object Write(DateOnly value) => value;

        protected override DateOnly Read(object value) =>
            value switch
            {
                DateOnly date => date,
                DateTime midnight => DateOnly.FromDateTime(midnight),
                _ => throw new InvalidCastException($"A date was read as {value.GetType()}."),
            };
    }

    /// <summary>tstzrange, always <c>[from, to)</c>.</summary>
    private sealed class SlotHandler() : Handler<Slot>(NpgsqlDbType.TimestampTzRange)
    {
        protected override object Write(Slot value) =>
            new NpgsqlRange<DateTime>(
                value.From.UtcDateTime,
                lowerBoundIsInclusive: true,
                value.To.UtcDateTime,
                upperBoundIsInclusive: false
            );

        protected override Slot Read(object value)
        {
            var range = (NpgsqlRange<DateTime>)value;
            return new Slot(
                BusinessTime.Local(new DateTimeOffset(range.LowerBound)),
                BusinessTime.Local(new DateTimeOffset(range.UpperBound))
            );
        }
    }
}
