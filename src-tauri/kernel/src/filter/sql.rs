//! Compiles a resolved filter to parameterised SQL. No value of the caller's ever becomes part of the text.
//!
//! Logic is two-valued, as people expect: a comparison with an empty field is false, and `not` of it is true.

use super::Op;
use super::resolve::{Resolved, Test};
use crate::error::Result;
use crate::kind::{FieldType, Kind};
use crate::search;
use crate::value::Value;

/// A piece of SQL and its parameters, in order.
#[derive(Debug, Default, Clone)]
pub(crate) struct Sql {
    pub(crate) text: String,
    pub(crate) parameters: Vec<Value>,
}

impl Sql {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }
    fn bind(&mut self, value: &Value) {
        self.text.push('?');
        self.parameters.push(value.clone());
    }
}

/// The condition on the row named `alias` of `kind`.
pub(crate) fn condition(filter: &Resolved, kind: &Kind, alias: &str) -> Result<Sql> {
    let mut sql = Sql::default();
    write(&mut sql, filter, kind, alias)?;
    Ok(sql)
}

fn write(sql: &mut Sql, filter: &Resolved, kind: &Kind, alias: &str) -> Result<()> {
    match filter {
        Resolved::And(all) if all.is_empty() => sql.push("1"),
        Resolved::Or(any) if any.is_empty() => sql.push("0"),
        Resolved::And(all) => joined(sql, all, " AND ", kind, alias)?,
        Resolved::Or(any) => joined(sql, any, " OR ", kind, alias)?,
        Resolved::Not(inner) => {
            sql.push("((");
            write(sql, inner, kind, alias)?;
            sql.push(") IS NOT TRUE)");
        }
        Resolved::Test(test) => path(sql, test, kind, alias),
        Resolved::Search(text) => match search::match_expression(text) {
            None => sql.push("1"),
            Some(_) if !kind.searchable => sql.push("0"),
            Some(expression) => {
                let table = kind.search_table();
                sql.push(&format!(
                    "{alias}.rowid IN (SELECT rowid FROM {table} WHERE {table} MATCH "
                ));
                sql.bind(&Value::Text(expression));
                sql.push(")");
            }
        },
    }
    Ok(())
}

fn joined(sql: &mut Sql, parts: &[Resolved], by: &str, kind: &Kind, alias: &str) -> Result<()> {
    sql.push("(");
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            sql.push(by);
        }
        write(sql, part, kind, alias)?;
    }
    sql.push(")");
    Ok(())
}

/// Follows the references of a test, then compares. What is asked negatively is the opposite of the positive
/// question, so that a missing account has no country rather than an unknown one.
fn path(sql: &mut Sql, test: &Test, root: &Kind, alias: &str) {
    let negative = test.op == Op::Ne || (test.op == Op::IsNull && test.flag);
    if negative && !test.hops.is_empty() {
        sql.push("((");
        follow(sql, test, 0, root, alias);
        sql.push(") IS NOT TRUE)");
    } else {
        follow(sql, test, 0, root, alias);
    }
}

fn follow(sql: &mut Sql, test: &Test, hop: usize, root: &Kind, alias: &str) {
    let Some((column, target)) = test.hops.get(hop) else {
        let over_path = !test.hops.is_empty();
        return compare(sql, test, alias, over_path);
    };
    let from = if hop == 0 {
        root
    } else {
        &test.hops[hop - 1].1
    };
    let name = column.name(from);
    let inner = format!("t{hop}");
    sql.push(&format!(
        "{alias}.{name} IN (SELECT {inner}.id FROM {} {inner} WHERE ",
        target.plural
    ));
    follow(sql, test, hop + 1, root, &inner);
    sql.push(")");
}

fn compare(sql: &mut Sql, test: &Test, alias: &str, over_path: bool) {
    let column = format!("{alias}.{}", test.column.name(&test.kind));
    if matches!(test.of, FieldType::List | FieldType::MultiSelect) {
        return compare_list(sql, test, &column, over_path);
    }
    // Over a path the negation stands outside (see `path`).
    let op = if over_path && test.op == Op::Ne {
        Op::Eq
    } else {
        test.op
    };
    let one = |sql: &mut Sql, operator: &str| {
        sql.push(&format!("{column} {operator} "));
        sql.bind(&test.operands[0]);
    };
    match op {
        Op::Eq if test.operands[0].is_null() => sql.push(&format!("{column} IS NULL")),
        Op::Ne if test.operands[0].is_null() => sql.push(&format!("{column} IS NOT NULL")),
        Op::Eq => one(sql, "="),
        Op::Ne => one(sql, "IS NOT"),
        Op::Gt => one(sql, ">"),
        Op::Gte => one(sql, ">="),
        Op::Lt => one(sql, "<"),
        Op::Lte => one(sql, "<="),
        Op::In => in_list(sql, &column, &test.operands),
        Op::Contains => {
            sql.push(&format!("instr({column}, "));
            sql.bind(&test.operands[0]);
            sql.push(") > 0");
        }
        Op::IContains => {
            sql.push(&format!("instr(fold({column}), "));
            sql.bind(&test.operands[0]);
            sql.push(") > 0");
        }
        Op::StartsWith => {
            // A range in the folded order, so that an index serves it.
            sql.push(&format!("({column} >= "));
            sql.bind(&test.operands[0]);
            sql.push(&format!(" AND {column} < "));
            let end = format!("{}\u{10FFFF}", test.operands[0].text().unwrap_or_default());
            sql.bind(&Value::Text(end));
            sql.push(")");
        }
        Op::IsNull => {
            let wants_null = test.flag && !over_path;
            sql.push(&format!(
                "{column} IS {}NULL",
                if wants_null { "" } else { "NOT " }
            ));
        }
        Op::Range => {
            sql.push(&format!("{column} BETWEEN "));
            sql.bind(&test.operands[0]);
            sql.push(" AND ");
            sql.bind(&test.operands[1]);
        }
    }
}

fn in_list(sql: &mut Sql, column: &str, operands: &[Value]) {
    let (empty, rest): (Vec<&Value>, Vec<&Value>) =
        operands.iter().partition(|value| value.is_null());
    sql.push(&format!("({column} IN ("));
    for (at, value) in rest.iter().enumerate() {
        if at > 0 {
            sql.push(", ");
        }
        sql.bind(value);
    }
    sql.push(")");
    if !empty.is_empty() {
        sql.push(&format!(" OR {column} IS NULL"));
    }
    sql.push(")");
}

/// Comparing a list asks whether it has such an entry.
fn compare_list(sql: &mut Sql, test: &Test, column: &str, over_path: bool) {
    match test.op {
        Op::IsNull => {
            let wants_null = test.flag && !over_path;
            sql.push(&format!(
                "{column} IS {}NULL",
                if wants_null { "" } else { "NOT " }
            ));
        }
        op => {
            let negative = op == Op::Ne && !over_path;
            sql.push(if negative { "NOT EXISTS" } else { "EXISTS" });
            sql.push(&format!(" (SELECT 1 FROM json_each({column}) e WHERE "));
            if op == Op::IContains {
                sql.push("instr(fold(e.value), ");
                sql.bind(&test.operands[0]);
                sql.push(") > 0)");
            } else {
                in_list(sql, "fold(e.value)", &test.operands);
                sql.push(")");
            }
        }
    }
}
