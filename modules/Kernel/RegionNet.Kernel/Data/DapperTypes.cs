using System.Data;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace RegionNet.Kernel;

/// <summary>Settles once what Dapper does wrongly or not at all with PostgreSQL's types.</summary>
internal static class DapperTypes
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
            SqlMapper.AddTypeHandler(new InstantHandler());
            SqlMapper.RemoveTypeMap(typeof(DateOnly));
            SqlMapper.RemoveTypeMap(typeof(DateOnly?));
            SqlMapper.AddTypeHandler(new DateHandler());
            SqlMapper.AddTypeHandler(new SlotHandler());
        }
    }

    /// <summary>timestamptz, written in UTC as Npgsql demands and read in the business zone.</summary>
    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.TimestampTz;
            parameter.Value = value.ToUniversalTime();
        }

        public override DateTimeOffset Parse(object value) =>
            value switch
            {
                DateTimeOffset instant => BusinessTime.Local(instant),
                DateTime utc => BusinessTime.Local(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc))),
                _ => throw new InvalidCastException($"A timestamptz was read as {value.GetType()}."),
            };
    }

    private sealed class DateHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Date;
            parameter.Value = value;
        }

        public override DateOnly Parse(object value) =>
            value switch
            {
                DateOnly date => date,
                DateTime midnight => DateOnly.FromDateTime(midnight),
                _ => throw new InvalidCastException($"A date was read as {value.GetType()}."),
            };
    }

    /// <summary>tstzrange, always <c>[from, to)</c>.</summary>
    private sealed class SlotHandler : SqlMapper.TypeHandler<Slot>
    {
        public override void SetValue(IDbDataParameter parameter, Slot value)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.TimestampTzRange;
            parameter.Value = new NpgsqlRange<DateTime>(
                value.From.UtcDateTime,
                lowerBoundIsInclusive: true,
                value.To.UtcDateTime,
                upperBoundIsInclusive: false
            );
        }

        public override Slot Parse(object value)
        {
            var range = (NpgsqlRange<DateTime>)value;
            return new Slot(
                BusinessTime.Local(new DateTimeOffset(range.LowerBound)),
                BusinessTime.Local(new DateTimeOffset(range.UpperBound))
            );
        }
    }
}
